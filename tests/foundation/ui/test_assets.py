"""The committed styles and scripts: small, without addresses and emblems, and current."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import ict4society

STATIC = Path(ict4society.__file__).parent / "foundation/ui/static/ict4society"
FRONTEND = Path(__file__).parents[3] / "frontend"


def compressed(*names: str) -> int:
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


def test_they_are_small() -> None:
    assert compressed("site.css") <= 20_000
    assert compressed("site.js", "htmx.js") <= 30_000


def test_they_hold_no_foreign_address_and_no_emblem() -> None:
    styles = (STATIC / "site.css").read_text()
    assert not re.search(r"url\(|https?:|@import|@font-face", styles)
    assert not re.search(r"https?://|eval\(|new Function", (STATIC / "site.js").read_text())


def test_they_are_current() -> None:
    if shutil.which("npm") is None or not (FRONTEND / "node_modules/purgecss").is_dir():
        pytest.skip("npm or frontend/node_modules is missing: run make assets")
    check = subprocess.run(
        ["npm", "run", "--silent", "check"], cwd=FRONTEND, capture_output=True, text=True, timeout=120
    )
    assert check.returncode == 0, check.stderr


def test_the_lock_names_no_host() -> None:
    assert '"resolved"' not in (FRONTEND / "package-lock.json").read_text()
