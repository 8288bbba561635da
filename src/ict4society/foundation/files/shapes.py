"""How a stored file is told to programs."""

from __future__ import annotations

from ninja import Schema

from ict4society.foundation.files.models import StoredFile


class FileOut(Schema):
    """A document. Its address answers whoever may see what it belongs to."""

    key: str
    name: str
    url: str
    media_type: str
    size: int
    sha256: str


def file_out(file: StoredFile) -> FileOut:
    """The file for a program."""
    names = ("name", "media_type", "size", "sha256")
    return FileOut(key=str(file.key), url=file.get_absolute_url(), **{name: getattr(file, name) for name in names})
