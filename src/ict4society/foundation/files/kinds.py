"""Which kind of file this is, told by its bytes; names and declared types are not believed.

Signatures: ISO 32000-2 §7.5.2 (PDF), ISO/IEC 29500-2 (Office), OASIS ODF 1.3 part 2 §3.3, W3C PNG §5.2,
ITU-T T.81 §B.1 (JPEG).
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import BinaryIO

from django.utils.translation import gettext as _

from ict4society.foundation.files.refused import FileRefused

OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = "application/pdf"
DOCX = f"{OFFICE}.wordprocessingml.document"
XLSX = f"{OFFICE}.spreadsheetml.sheet"
PPTX = f"{OFFICE}.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
CSV, TXT, MARKDOWN = "text/csv", "text/plain", "text/markdown"
PNG, JPEG = "image/png", "image/jpeg"

ENDINGS: dict[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    PPTX: (".pptx",),
    ODT: (".odt",),
    CSV: (".csv",),
    TXT: (".txt",),
    MARKDOWN: (".md", ".markdown"),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg"),
}
"""Every kind that is taken, with the endings of its names; the first is given to a file that has another."""

MAX_MEMBERS = 5_000
MAX_UNPACKED = 150_000_000
"""Bytes: an Office file of 20 MB that unpacks to more is a bomb, or no document."""
MAX_PIXELS = 50_000_000


def kind_of(file: BinaryIO, name: str) -> str:
    """The media type of a file. Its name only chooses between CSV, Markdown and plain text.

    Raises FileRefused for any other kind, for bombs, macros, and what is damaged.
    """
    file.seek(0)
    start = file.read(16)
    if start.startswith(b"%PDF-"):
        return PDF
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(file)
    if start.startswith(b"\xff\xd8\xff"):
        return _jpeg(file)
    if start.startswith(b"PK\x03\x04"):
        return _packed(file)
    return _text(file, name)


def unknown_kind() -> FileRefused:
    """What to say of a file that is none of ours."""
    return FileRefused(
        _(
            "This kind of file is not taken. PDF, DOCX, XLSX, PPTX, ODT, CSV, plain text, Markdown, PNG and JPEG are, "
            "each without macros."
        )
    )


def check_archive(archive: zipfile.ZipFile) -> None:
    """Return when the members are few and small enough to be unpacked. Raises FileRefused."""
    members = archive.infolist()
    # `zipfile` never unpacks more than a member declares, so that the declared sizes are a bound.
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise FileRefused(_("This file unpacks to far more than a document holds, so it is not opened."))
    if any(member.flag_bits & 0x1 for member in members):
        raise FileRefused(_("This file is protected by a password. Save it without one."))


def _packed(file: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            check_archive(archive)
            names = set(archive.namelist())
            if "mimetype" in names and archive.read("mimetype").strip() == ODT.encode():
                if any(name.startswith(("Basic/", "Scripts/")) for name in names):
                    raise FileRefused(_("This file has macros. Save it without them."))
                return ODT
            if "[Content_Types].xml" not in names:
                raise unknown_kind()
            declared = archive.read("[Content_Types].xml")
            if b"macroEnabled" in declared or any(name.lower().endswith("vbaproject.bin") for name in names):
                raise FileRefused(_("This file has macros. Save it without them."))
            for kind in (DOCX, XLSX, PPTX):
                if f"{kind}.main+xml".encode() in declared:
                    return kind
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error) as error:
        raise damaged() from error
    raise unknown_kind()


def damaged() -> FileRefused:
    """What to say of a file that breaks off or contradicts itself."""
    return FileRefused(_("This file is damaged: it cannot be opened. Save it again, or choose another one."))


def _png(file: BinaryIO) -> str:
    file.seek(8)
    head = file.read(16)
    if len(head) < 16 or head[4:8] != b"IHDR":
        raise damaged()
    _check_pixels(*struct.unpack(">II", head[8:16]))
    return PNG


def _jpeg(file: BinaryIO) -> str:
    """Walk the markers to the frame header, which has the size of the picture."""
    file.seek(2)
    for _number in range(2_000):
        marker = file.read(2)
        if len(marker) < 2 or marker[0] != 0xFF:
            break
        if marker[1] == 0xFF:
            file.seek(-1, 1)
            continue
        length = file.read(2)
        if len(length) < 2:
            break
        (size,) = struct.unpack(">H", length)
        if 0xC0 <= marker[1] <= 0xCF and marker[1] not in (0xC4, 0xC8, 0xCC):
            frame = file.read(5)
            if len(frame) < 5:
                break
            height, width = struct.unpack(">HH", frame[1:5])
            _check_pixels(width, height)
            return JPEG
        file.seek(max(size - 2, 0), 1)
    raise damaged()


def _check_pixels(width: int, height: int) -> None:
    if not width or not height:
        raise damaged()
    if width * height > MAX_PIXELS:
        message = _("This picture has %(have)s million pixels; at most %(most)s million are taken. Make it smaller.")
        raise FileRefused(message % {"have": round(width * height / 1e6), "most": MAX_PIXELS // 1_000_000})


def _text(file: BinaryIO, name: str) -> str:
    file.seek(0)
    if not decoded(file.read()):
        raise unknown_kind()
    lower = name.lower()
    return next((kind for kind in (CSV, MARKDOWN) if lower.endswith(ENDINGS[kind])), TXT)


CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}


def decoded(raw: bytes) -> str:
    """The text of bytes in UTF-8, UTF-16 with its mark, or Windows-1252; empty when they are no text."""
    for encoding in ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return "" if CONTROLS.intersection(map(ord, set(text))) else text
    return ""
