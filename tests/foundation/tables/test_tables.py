"""Tables from strangers, and tables that go to strangers."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ict4society.foundation.tables import Limits, TableRefused, csv_response, read_csv, read_xlsx, write_csv, write_xlsx
from tests.data import DATA, needs_data
from tests.foundation.files.documents import archive, xlsx

EVIL = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\tx", "＝1", "plain", 'a "quote", and\nline']
ROWS: list[list[Any]] = [[*EVIL], [1, -2.5, None, True, date(2026, 7, 3), datetime(2026, 7, 3, 8, tzinfo=UTC)]]


def test_no_cell_of_a_csv_is_run_and_numbers_stay_numbers() -> None:
    lines = read_csv(io.BytesIO(write_csv(["=head", "é"], ROWS)))
    assert lines[0] == ["'=head", "é"]
    assert [cell for cell in lines[1] if cell[0] in "=+-@"] == []
    assert lines[1][6:] == ["plain", 'a "quote", and\r\nline'.replace("\r", "")]
    assert lines[2] == ["1", "-2.5", "", "true", "2026-07-03", "2026-07-03T08:00:00+00:00"]
    answer = csv_response("a.csv", ["a"], [[1]])
    assert (answer["Content-Disposition"], answer.content) == ('attachment; filename="a.csv"', b"a\r\n1\r\n")


def test_a_workbook_comes_back_as_it_was_written_and_holds_no_formula() -> None:
    raw = write_xlsx({"A/B": (["=head"], ROWS), "a-b": ([], [])})
    book = read_xlsx(io.BytesIO(raw), formulas="refuse")
    assert list(book.sheets) == ["A-B", "a-b 2"]
    sheet = book.sheets["A-B"]
    assert (sheet.at("$A$1"), sheet.at("A2"), sheet.cell(3, 2), sheet.at("Z99")) == ("=head", "=1+1", -2.5, None)
    assert sheet.rows[2][3:] == (True, datetime(2026, 7, 3), datetime(2026, 7, 3, 8))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_of_any_office_is_read(encoding: str, separator: str) -> None:
    text = f"name{separator}größe\r\n\r\n a {separator}1\r\n"
    assert read_csv(io.BytesIO(text.encode(encoding))) == [["name", "größe"], ["a", "1"]]


def test_csv_that_is_none_or_too_much_is_refused() -> None:
    for raw in (b"", b"\x00\x01", b"a\n" * 11, b"a," * 60 + b"\n", b"x" * 1_001, b'"' + b"a" * 200_000):
        with pytest.raises(TableRefused):
            read_csv(io.BytesIO(raw), limits=Limits(rows=10, cells=50, unpacked=1_000 if len(raw) < 2000 else 10**6))


def test_formulas_are_values_and_reported_or_refused() -> None:
    raw = xlsx([1, 2, "=A1+B1"])
    book = read_xlsx(io.BytesIO(raw))
    assert book.formulas == {"Sheet": ["C1"]}
    assert book.sheets["Sheet"].rows == [(1, 2)]  # nobody had computed it
    with pytest.raises(TableRefused, match="formulas"):
        read_xlsx(io.BytesIO(raw), formulas="refuse")


def test_macros_and_links_are_reported() -> None:
    import zipfile

    made = io.BytesIO(xlsx([1]))
    with zipfile.ZipFile(made, "a") as file:
        file.writestr("xl/vbaProject.bin", b"x")
        file.writestr("xl/externalLinks/externalLink1.xml", b"<x/>")
    book = read_xlsx(made)
    assert (book.has_macros, book.has_external_links) == (True, True)
    assert book.sheets["Sheet"].rows == [(1,)]


def with_sheet(xml: str) -> bytes:
    """A real workbook whose sheet is replaced."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(xlsx([1]))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    return archive({**members, "xl/worksheets/sheet1.xml": xml})


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
    "<sheetData>%s</sheetData></worksheet>"
)
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK\x03\x04 broken",
        b"a,b\n1,2",
        archive({"a": "b"}),
        xlsx([1])[:-100],
        archive({"[Content_Types].xml": b"x" * 81_000_000}),
        archive({str(number): "" for number in range(5_001)}),
        with_sheet(SHEET % '<row r="200000"><c r="A200000"><v>1</v></c></row>'),
        with_sheet(SHEET % "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 100_002))),
        with_sheet("<worksheet><sheetData><row r='1'><c r='A1'"),
        with_sheet(
            f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>' + SHEET % "<row r='1'><c r='A1'><v>&l12;</v></c></row>"
        ),
    ],
)
def test_hostile_workbooks_are_refused_with_a_sentence(raw: bytes) -> None:
    with pytest.raises(TableRefused, match=r"\.$"):
        read_xlsx(io.BytesIO(raw))


def test_what_a_sheet_declares_of_its_size_is_not_believed() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>'
    assert read_xlsx(io.BytesIO(with_sheet(SHEET % cells))).sheets["Sheet"].rows == [(1, None, 3), (), (None, 2)]


@needs_data
def test_the_real_template_is_read_with_its_names() -> None:
    path = DATA / "vsme" / "VSME-Digital-Template-Sample-1.3.0.xlsx"
    with path.open("rb") as file:
        book = read_xlsx(file)
    assert len(book.sheets) > 5
    assert len(book.names) > 100
    assert book.formulas
    assert not book.has_macros


@needs_data
def test_a_real_bomb_is_refused() -> None:
    with (DATA / "hostile" / "bomb-200MB.zip").open("rb") as file, pytest.raises(TableRefused, match="unpacks"):
        read_xlsx(file)
