"""The process that reads one file from its input and writes its words: ``python -m … <media type>``."""

from __future__ import annotations

import io
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

MEMORY = 1_000_000_000
CPU_SECONDS = 20
LONGEST_TEXT = 1_000_001

Piece = Iterator[str]


def main() -> None:
    """Read, write, end. Any fault is told by the exit code alone."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    raw = sys.stdin.buffer.read()
    left = LONGEST_TEXT
    for piece in READERS[sys.argv[1].rpartition(".")[2]](raw):
        sys.stdout.buffer.write(piece[:left].encode("utf-8", "replace"))
        left -= len(piece)
        if left <= 0:
            break


def _pdf(raw: bytes) -> Piece:
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(raw)).pages:
        yield page.extract_text() + "\n"


def _docx(raw: bytes) -> Piece:
    import mammoth  # type: ignore[import-untyped]

    yield mammoth.extract_raw_text(io.BytesIO(raw)).value


def _xlsx(raw: bytes) -> Piece:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        yield f"{sheet.title}\n"
        for row in sheet.iter_rows(values_only=True):
            cells = [str(cell) for cell in row if cell is not None]
            if cells:
                yield "\t".join(cells) + "\n"


def _pptx(raw: bytes) -> Piece:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        slides = [name for name in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        for name in sorted(slides, key=lambda name: int(re.sub(r"\D", "", name.rpartition("/")[2]))):
            yield from _words(archive, name, paragraph="p", words="t")


def _odt(raw: bytes) -> Piece:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        yield from _words(archive, "content.xml", paragraph="p", words="")


def _words(archive: zipfile.ZipFile, name: str, *, paragraph: str, words: str) -> Piece:
    """The text of the paragraphs (and headings) of an XML part; ``words`` names the element that has it."""
    with archive.open(name) as part:
        # expat (since 2.4.1) refuses entities that grow without end, and this process has limits.
        for _event, element in ElementTree.iterparse(part):  # noqa: S314
            tag = element.tag.rpartition("}")[2]
            if tag in (paragraph, "h"):
                inner = element.iter() if words else [element]
                chosen = [
                    "".join(each.itertext()) for each in inner if not words or each.tag.rpartition("}")[2] == words
                ]
                yield "".join(chosen) + "\n"
                element.clear()


def _text(raw: bytes) -> Piece:
    for encoding in ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            yield raw.decode(encoding)
            return
        except UnicodeDecodeError:
            continue


READERS = {
    "application/pdf": _pdf,
    "document": _docx,
    "sheet": _xlsx,
    "presentation": _pptx,
    "text": _odt,
    "text/plain": _text,
    "text/csv": _text,
    "text/markdown": _text,
}
"""By the last part of the media type."""

if __name__ == "__main__":
    main()
