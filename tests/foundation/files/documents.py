"""Small real documents, made by the libraries that everybody uses."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile


def upload(raw: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw, content_type="text/html")  # the browser's word is not believed


def docx(text: str) -> bytes:
    import docx as library

    document = library.Document()
    document.add_paragraph(text)
    return _saved(document)


def xlsx(*rows: list) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    return _saved(book)


def pdf(text: str) -> bytes:
    import typst

    return typst.compile(text.encode(), format="pdf")


def odt(text: str) -> bytes:
    office, words = "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:text="{words}"><office:body><office:text>'
        f"<text:p>{text}</text:p></office:text></office:body></office:document-content>"
    )
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def pptx(text: str) -> bytes:
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    slide = f'<p:sld xmlns:p="p" xmlns:a="{drawing}"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>'
    return archive(
        {"[Content_Types].xml": f'<Types><Override ContentType="{main}"/></Types>', "ppt/slides/slide1.xml": slide}
    )


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    start, comment = b"\xff\xd8", b"\xff\xfe\x00\x06abcd"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return start + comment + frame + b"\xff\xd9"


def archive(members: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return made.getvalue()


def _saved(document: object) -> bytes:
    made = io.BytesIO()
    document.save(made)  # type: ignore[attr-defined]
    return made.getvalue()
