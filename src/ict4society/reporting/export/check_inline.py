"""Whether an inline XBRL file is sound: its structure, and with the operator's taxonomy package all of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

RUNNER = Path(__file__).with_name("arelle_run.py")
SECONDS = 300
MOST_FINDINGS = 200
LEVELS = ("error", "warning", "inconsistency")
_UNKNOWN_CONCEPT = "missing schema definition"


class CheckUnavailable(Exception):
    """Arelle or the taxonomy package is not there, or Arelle failed; the message is one sentence for the operator."""


@dataclass(frozen=True)
class Finding:
    """What is wrong: error, warning or inconsistency; Arelle's code; its sentence."""

    level: str
    code: str
    text: str


@dataclass(frozen=True)
class Verdict:
    """The facts that were read and what is wrong with them. ``full``: against the taxonomy, not the structure alone."""

    facts: int
    findings: list[Finding]
    full: bool

    @property
    def is_valid(self) -> bool:
        return not any(finding.level == "error" for finding in self.findings)


def configured_package() -> Path | None:
    """The operator's taxonomy package."""
    return settings.XBRL_TAXONOMY


def why_unavailable(package: Path | None) -> str:
    """What to install or to provide, in one sentence; empty when nothing is missing. No package: structure only."""
    if find_spec("arelle") is None:
        return _("Arelle is not installed: install the extra “xbrl” (pip install '.[xbrl]').")
    if package is None:
        return ""
    if not package.is_file():
        return _("There is no taxonomy package at %(path)s: set XBRL_TAXONOMY to the ZIP file of the taxonomy.") % {
            "path": package
        }
    if not _is_package(package):
        return _("%(path)s is no taxonomy package: a ZIP file with META-INF/taxonomyPackage.xml is needed.") % {
            "path": package
        }
    return ""


def unavailable_here() -> str:
    """The same of this site, with the operator's package if there is one."""
    return why_unavailable(configured_package())


def check_inline(file: Path, package: Path | None = None) -> Verdict:
    """Read a file with Arelle, offline. Raises CheckUnavailable."""
    if why := why_unavailable(package):
        raise CheckUnavailable(why)
    with tempfile.TemporaryDirectory() as home:
        found = _run([str(file.resolve()), *([str(package.resolve())] if package else [])], home)
    findings = [_finding(row) for row in found["log"] if row["level"] in LEVELS]
    if package is None:  # without its schemas every concept is unknown: that says nothing about the file
        findings = [each for each in findings if each.code != "IOerror" and _UNKNOWN_CONCEPT not in each.text]
    return Verdict(facts=found["facts"], findings=findings[:MOST_FINDINGS], full=package is not None)


def check_content(content: bytes, package: Path | None = None) -> Verdict:
    """The same of bytes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.xhtml"
        file.write_bytes(content)
        return check_inline(file, package)


def _run(arguments: list[str], home: str) -> dict[str, Any]:
    environment = {**os.environ, "XDG_CONFIG_HOME": home, "HOME": home}
    command = [sys.executable, str(RUNNER), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, env=environment, cwd=home, timeout=SECONDS, check=False)
        found: dict[str, Any] = json.loads(done.stdout[done.stdout.index(b'{"facts"') :])
    except subprocess.TimeoutExpired:
        raise CheckUnavailable(_("Arelle took longer than %(most)s seconds.") % {"most": SECONDS}) from None
    except ValueError:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or [str(done.returncode)]
        raise CheckUnavailable(_("Arelle failed: %(why)s") % {"why": last[0][:300]}) from None
    return found


def _finding(row: dict[str, Any]) -> Finding:
    text = row["message"]["text"] if isinstance(row["message"], dict) else str(row["message"])
    line = next((ref["sourceLine"] for ref in row.get("refs", ()) if ref.get("sourceLine")), None)
    return Finding(row["level"], row["code"], text[:500] + (f" (line {line})" if line else ""))


def _is_package(package: Path) -> bool:
    try:
        with zipfile.ZipFile(package) as opened:
            return any(name.endswith("META-INF/taxonomyPackage.xml") for name in opened.namelist())
    except (OSError, zipfile.BadZipFile):
        return False
