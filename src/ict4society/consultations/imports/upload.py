"""A file that somebody hands in as the text."""

from __future__ import annotations

from typing import Any

from ict4society.consultations.imports.docx import read_docx, read_text
from ict4society.foundation.files.kinds import DOCX
from ict4society.foundation.files.store import examine


def read_upload(upload: Any) -> tuple[str, list[str], str]:
    """Its text as Markdown, what was left out of it, and its name. Raises TextRefused and FileRefused."""
    name = str(upload.name or "")[:200]
    if examine(upload) == DOCX:
        source, left_out = read_docx(upload)
        return source, left_out, name
    return read_text(upload), [], name
