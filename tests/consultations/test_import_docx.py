"""A DOCX file becomes numbered paragraphs, with a report of what was left out; hostile ones cost one sentence."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ict4society.consultations.imports.docx import read_docx
from ict4society.consultations.models import Paragraph, TextVersion
from ict4society.consultations.states import Stage
from ict4society.consultations.text.markdown import TextRefused, parse_markdown
from ict4society.foundation.richtext import plain
from tests.consultations.scene import build

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "0500010d0a2db40000000049454e44ae426082"
)


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def note() -> docx.document.Document:
    """Headings, numbered paragraphs over a heading, lists, marks, a table."""
    made = docx.Document()
    made.add_heading("The note", 0)
    made.add_paragraph("The *first* [paragraph] & <b>more</b>.", style="List Number")
    made.add_heading("Means", 1)
    second = made.add_paragraph("The second is ", style="List Number")
    second.add_run("bold ").bold = True
    second.add_run("and plain.")
    made.add_paragraph("1. is how this one begins.")
    made.add_paragraph("one", style="List Bullet")
    made.add_paragraph("two", style="List Bullet")
    table = made.add_table(2, 2)
    for row, words in enumerate((("Group", "Share"), ("Unions", "a|b"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    return made


def tracked(made: docx.document.Document) -> docx.document.Document:
    attributes = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
    words = made.add_paragraph("Kept ")
    insertion = f"<w:ins {nsdecls('w')} {attributes}><w:r><w:t>inserted</w:t></w:r></w:ins>"
    deletion = f"<w:del {nsdecls('w')} {attributes}><w:r><w:delText>deleted</w:delText></w:r></w:del>"
    words._p.append(parse_xml(insertion))
    words._p.append(parse_xml(deletion))
    return made


def test_headings_numbers_lists_and_tables() -> None:
    source, left_out = read_docx(io.BytesIO(saved(note())))
    assert left_out == []
    blocks = parse_markdown(source).blocks
    assert [(block.kind, block.label) for block in blocks] == [
        ("heading", ""),
        ("paragraph", "1"),
        ("heading", ""),
        ("paragraph", "2"),
        ("paragraph", "2.1"),
        ("list", "2.2"),
        ("paragraph", "2.3"),
    ]
    assert plain(blocks[1].text) == "The *first* [paragraph] & <b>more</b>."
    assert plain(blocks[4].text) == "1. is how this one begins."
    assert "**bold** and plain." in blocks[3].text


@pytest.mark.django_db
def test_tracked_changes_and_images_are_told_before_publishing(client: Client) -> None:
    made = tracked(note())
    made.add_picture(io.BytesIO(PIXEL))
    scene = build(stage=Stage.DRAFT)
    client.force_login(scene.staff)
    upload = SimpleUploadedFile("Draft note.docx", saved(made))
    sent = client.post(
        f"{scene.address}manage/text/en/", {"file": upload, "kind": "draft", "revision": 0, "source": ""}
    )
    assert sent.status_code == 303
    preview = client.get(sent["Location"]).text
    for sentence in ("1 tracked insertion was taken", "1 tracked deletion was carried out", "1 image was left out"):
        assert sentence in preview
    assert "Kept inserted" in preview
    assert "deleted" not in preview.replace("deletion", "")
    text = TextVersion.objects.get(published_at=None)
    assert text.source_name == "Draft note.docx"
    assert len(text.left_out) == 3
    # What was imported can be corrected as text before it is published.
    assert "Kept inserted" in client.get(f"{scene.address}manage/text/en/").text
    client.post(sent["Location"], {"discard": "1"})
    assert not TextVersion.objects.filter(published_at=None).exists()


@pytest.mark.django_db
def test_footnotes_stand_at_the_end() -> None:
    build(stage=Stage.DRAFT)
    footnote = Paragraph.objects.get(version__language="en", kind="footnote")
    assert (footnote.label, footnote.key, footnote.plain) == ("1", "fn1", "See the note.")
    first = Paragraph.objects.get(version__language="en", key="p1")
    assert 'href="#fn1"' in first.html
    assert first.plain.endswith("says the note.[1]")


def test_five_hundred_pages_are_read_in_time() -> None:
    one = "<w:p><w:r><w:t>Paragraph %d. %s</w:t></w:r></w:p>"
    body = "".join(one % (number, "with many plain words " * 20) for number in range(3_000))  # six on a page
    made = with_document(f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>".encode())
    began = time.monotonic()
    source, _left_out = read_docx(io.BytesIO(made()))
    blocks = parse_markdown(source).blocks
    assert (len(blocks), blocks[-1].label) == (3_000, "3000")
    assert time.monotonic() - began < 20


def bomb() -> bytes:
    """Unpacks to a thousand times its size."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as good,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in good.namelist():
            archive.writestr(name, good.read(name) if name != "word/document.xml" else b"<" + b" " * 160_000_000)
    return buffer.getvalue()


def with_document(xml: bytes) -> Callable[[], bytes]:
    def made() -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as good, zipfile.ZipFile(buffer, "w") as archive:
            for name in good.namelist():
                archive.writestr(name, xml if name == "word/document.xml" else good.read(name))
        return buffer.getvalue()

    return made


LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
)
HOSTILE = {
    "bomb": bomb,
    "laughs": with_document(LAUGHS + b"]><d>&m;</d>"),
    "torn": lambda: saved(note())[:2_000],
    "no xml": with_document(b"not xml at all"),
    "deep": with_document(b"<w:document" + b">" + b"<w:p>" * 20_000),
    "empty": lambda: saved(docx.Document()),
    "picture": lambda: PIXEL,
    "nothing": lambda: b"",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_cost_one_sentence(client: Client, name: str) -> None:
    scene = build(stage=Stage.DRAFT)
    client.force_login(scene.staff)
    upload = SimpleUploadedFile("note.docx", HOSTILE[name]())
    answer = client.post(
        f"{scene.address}manage/text/en/", {"file": upload, "kind": "draft", "revision": 0, "source": ""}
    )
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert not TextVersion.objects.filter(published_at=None).exists()


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("One\n\nTwo", [("paragraph", "1"), ("paragraph", "2")]),
        ("5. Five\n6. Six\n\nplain", [("paragraph", "5"), ("paragraph", "6"), ("paragraph", "6.1")]),
        ("> quoted\n\n```\ncode\n```", [("paragraph", "1"), ("paragraph", "2")]),
        ("Title\n=====\n\n---\n\ntext", [("heading", ""), ("paragraph", "1")]),
        ("1. a\n\n   still a\n\n   - b\n2. c", [("paragraph", "1"), ("paragraph", "2")]),
    ],
)
def test_markdown_becomes_blocks(source: str, kinds: list[tuple[str, str]]) -> None:
    assert [(block.kind, block.label) for block in parse_markdown(source).blocks] == kinds


def test_text_that_is_none_or_too_much() -> None:
    for source in ("", "   \n\n", "---"):
        with pytest.raises(TextRefused):
            parse_markdown(source)
    with pytest.raises(TextRefused):
        parse_markdown("a\n\n" * 6_000)
    with pytest.raises(TextRefused):
        parse_markdown("a" * 2_000_001)
