"""A DOCX file as Markdown, with a report of what was left out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ict4society.consultations.imports.html_to_markdown import html_to_markdown
from ict4society.consultations.text.markdown import TextRefused

SECONDS = 60


def read_docx(file: BinaryIO) -> tuple[str, list[str]]:
    """The text as Markdown and what was left out of it, as sentences. Tracked insertions are taken, deletions not.

    Read in a process with limits of time and memory. Raises TextRefused.
    """
    script = Path(__file__).with_name("docx_process.py")
    command = [sys.executable, "-I", str(script)]
    file.seek(0)
    try:
        done = subprocess.run(
            command, input=file.read(), capture_output=True, timeout=SECONDS, check=False, env={"LANG": "C.UTF-8"}
        )
    except subprocess.TimeoutExpired as error:
        raise TextRefused(_("This document takes too long to read. Split it, or paste its text.")) from error
    if done.returncode:
        raise TextRefused(_("This document cannot be read: it is damaged or too large. Paste its text."))
    read: dict[str, Any] = json.loads(done.stdout)
    # PostgreSQL takes no NUL in a text.
    return html_to_markdown(read["html"].replace("\x00", "")), _said(read["found"], read["images"])


def read_text(file: BinaryIO) -> str:
    """The text of a Markdown or plain text file."""
    file.seek(0)
    raw = file.read()
    for encoding in ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise TextRefused(_("This file is no text. Save it as UTF-8."))


def _said(found: dict[str, int], images: list[str]) -> list[str]:
    said = []
    if count := found["insertions"]:
        said.append(
            ngettext(
                "%(count)d tracked insertion was taken into the text.",
                "%(count)d tracked insertions were taken into the text.",
                count,
            )
            % {"count": count}
        )
    if count := found["deletions"]:
        said.append(
            ngettext(
                "%(count)d tracked deletion was carried out: its words are not in the text.",
                "%(count)d tracked deletions were carried out: their words are not in the text.",
                count,
            )
            % {"count": count}
        )
    if count := found["moves"]:
        said.append(
            ngettext(
                "%(count)d moved passage stands only in its new place.",
                "%(count)d moved passages stand only in their new places.",
                count,
            )
            % {"count": count}
        )
    if count := found["remarks"]:
        said.append(
            ngettext("%(count)d remark was left out.", "%(count)d remarks were left out.", count) % {"count": count}
        )
    if count := found["images"]:
        named = "; ".join(f"“{name}”" for name in images if name)
        sentence = ngettext("%(count)d image was left out.", "%(count)d images were left out.", count)
        sentence %= {"count": count}
        said.append(sentence + (" " + _("Described as: %(names)s") % {"names": named} if named else ""))
    return said
