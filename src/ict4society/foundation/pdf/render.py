"""Render a typst template of a feature with data."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import override

BASE = Path(__file__).parent / "typst" / "base.typ"
MAIN = """
#import "/base.typ": page-of
#import "/body.typ": body
#let about = json("/about.json")
#show: page-of.with(title: about.title, language: about.language, issuer: about.issuer, dated: about.dated)
#body(json("/data.json"))
"""
UNSHOWABLE = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
INSTEAD = "□"
TRIES = 5


class PdfFailed(Exception):
    """The template is wrong: a fault of ours, not of the data."""


def render_pdf(template: str, data: dict[str, Any], *, title: str, language: str) -> bytes:
    """The PDF of a template (``<feature>/typst/<name>.typ``) with its data.

    Tagged for assistive technology (PDF/UA-1), with title and language; nothing is fetched. Characters without a font
    (the bundled ones, then those of the machine) are shown as □. Raises PdfFailed.
    """
    with override(language):
        dated = date_format(localdate(), "DATE_FORMAT")
    about = {"title": title, "language": language[:2], "issuer": settings.SITE_URL, "dated": dated}
    written = json.dumps({"about": about, "data": data}, cls=DjangoJSONEncoder, ensure_ascii=False)
    body = _source(template)
    for _number in range(TRIES):
        try:
            return _compile(body, json.loads(written))
        except _Unshowable as fault:
            for text in fault.texts:
                written = written.replace(json.dumps(text, ensure_ascii=False)[1:-1], INSTEAD)
    # What is left is written without anything beyond Latin, Greek and Cyrillic.
    written = re.sub(r"[^\x20-\u024f\u0370-\u04ff\u1e00-\u1eff\u2010-\u203a€□]", INSTEAD, written)
    return _compile(body, json.loads(written))


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """An answer that hands out a PDF under a file name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


class _Unshowable(PdfFailed):
    """No font has these characters."""

    def __init__(self, texts: set[str]) -> None:
        super().__init__(f"no font for {sorted(texts)}")
        self.texts = texts


def _source(template: str) -> Path:
    feature = template.partition("/")[0]
    for config in apps.get_app_configs():
        path = Path(config.path).parent / template
        if config.label == feature and path.is_file():
            return path
    raise PdfFailed(f"no such template: {template}")


def _compile(body: Path, written: dict[str, Any]) -> bytes:
    # Imported here: 40 MB that only those processes should carry that make PDFs.
    import typst

    with tempfile.TemporaryDirectory(prefix="ict4society-pdf-") as name:
        root = Path(name)
        (root / "base.typ").write_bytes(BASE.read_bytes())
        (root / "body.typ").write_bytes(body.read_bytes())
        (root / "main.typ").write_text(MAIN)
        for part in ("about", "data"):
            (root / f"{part}.json").write_text(json.dumps(written[part], ensure_ascii=False))
        try:
            return typst.compile(
                root / "main.typ",
                root=root,
                format="pdf",
                pdf_standards=["ua-1"],
                package_path=root / "none",
                package_cache_path=root / "none",
            )
        except typst.TypstError as error:
            texts = {_unescaped(text) for text in UNSHOWABLE.findall(error.diagnostic or error.message)}
            raise _Unshowable(texts) if texts else PdfFailed(f"{body}: {error.diagnostic}") from error


def _unescaped(text: str) -> str:
    text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)
    return text.replace('\\"', '"').replace("\\\\", "\\")
