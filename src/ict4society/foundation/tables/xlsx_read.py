"""Read workbooks from strangers: values only, with limits; macros, formulas and links are reported, never followed."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from typing import Any, BinaryIO, Literal

from django.utils.translation import gettext as _

from ict4society.foundation.files.refused import FileRefused
from ict4society.foundation.tables.csv_files import too_much
from ict4society.foundation.tables.refused import TableRefused
from ict4society.foundation.tables.shapes import Limits, Sheet, Workbook

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


def read_xlsx(
    file: BinaryIO, *, formulas: Literal["values", "refuse"] = "values", limits: Limits | None = None
) -> Workbook:
    """The values of all sheets, with what was not followed.

    A formula stands for the value that its program saved with it (None when there is none), or refuses the file with
    ``formulas="refuse"``. Macros are never run and external links never followed: both are reported. Raises
    TableRefused for what is no workbook, damaged, protected by a password, a bomb, or larger than ``limits``.
    """
    limits = limits or Limits()
    try:
        parts, with_formulas = _look_inside(file, limits)
        if with_formulas and formulas == "refuse":
            raise TableRefused(_("This workbook has formulas. Save it with values only (paste values, or export CSV)."))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of extensions that it leaves out
            return _read(file, parts, with_formulas=with_formulas, limits=limits)
    except (TableRefused, MemoryError):
        raise
    except FileRefused as refused:
        raise TableRefused(str(refused)) from refused
    except Exception as error:
        # A damaged workbook makes openpyxl raise nearly anything: KeyError, ValueError, ParseError, BadZipFile, …
        raise TableRefused(_("This workbook cannot be read: it is damaged, or no XLSX file.")) from error


def _look_inside(file: BinaryIO, limits: Limits) -> tuple[set[str], bool]:
    """The names of the parts, and whether any sheet has a formula, before anything is parsed."""
    from ict4society.foundation.files.kinds import check_archive

    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            check_archive(archive)
            if sum(member.file_size for member in archive.infolist()) > limits.unpacked:
                raise TableRefused(_("This workbook unpacks to far more than a table holds, so it is not opened."))
            names = archive.namelist()
            found = any(_has_formula(archive, name) for name in names if SHEET.fullmatch(name))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise TableRefused(_("This workbook cannot be read: it is damaged, or no XLSX file.")) from error
    return set(names), found


def _has_formula(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        tail = b""
        while chunk := part.read(1_000_000):
            if FORMULA.search(tail + chunk):
                return True
            tail = chunk[-20:]
    return False


def _read(file: BinaryIO, parts: set[str], *, with_formulas: bool, limits: Limits) -> Workbook:
    book = _open(file, values=True)
    try:
        if len(book.worksheets) > limits.sheets:
            raise TableRefused(
                _("This workbook has too many sheets: at most %(most)s are read.") % {"most": limits.sheets}
            )
        sheets: dict[str, Sheet] = {}
        left = limits.cells
        for sheet in book.worksheets:
            rows, used = _rows(sheet, left, limits)
            left -= used
            sheets[sheet.title] = Sheet(sheet.title, rows, hidden=sheet.sheet_state != "visible")
        names = {name: _ranges(defined) for name, defined in book.defined_names.items()}
    finally:
        book.close()
    return Workbook(
        sheets=sheets,
        names=names,
        formulas=_formulas(file, limits) if with_formulas else {},
        has_macros=any(name.lower().endswith("vbaproject.bin") for name in parts),
        has_external_links=any(name.startswith("xl/externalLinks/") for name in parts),
    )


def _open(file: BinaryIO, *, values: bool) -> Any:
    # Imported here: only those processes should carry it that read workbooks.
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    file.seek(0)
    book = load_workbook(file, read_only=True, data_only=values, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file declares of its size is not believed
    return book


def _rows(sheet: Any, left: int, limits: Limits) -> tuple[list[tuple[Any, ...]], int]:
    """The rows down to the last that has a value; gaps are empty tuples. How many values there were."""
    rows: list[tuple[Any, ...]] = []
    filled = used = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        count = sum(value is not None for value in row)
        if count:
            used += count
            filled = number
            if number > limits.rows or used > left:
                raise too_much(limits)
        if number <= limits.rows:
            rows.append(_trimmed(row) if count else ())
    del rows[filled:]
    return rows, used


def _trimmed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    last = max(number for number, value in enumerate(row) if value is not None)
    return tuple(row[: last + 1])


def _ranges(defined: Any) -> list[tuple[str, str]]:
    try:
        return [(sheet, cells) for sheet, cells in defined.destinations]
    except (ValueError, AttributeError, TypeError):
        return []  # a name for a constant, a formula or something deleted


def _formulas(file: BinaryIO, limits: Limits) -> dict[str, list[str]]:
    book = _open(file, values=False)
    try:
        found: dict[str, list[str]] = {}
        for sheet in book.worksheets:
            cells = (cell for row in sheet.iter_rows(max_row=limits.rows) for cell in row)
            addresses = [cell.coordinate for cell in cells if getattr(cell, "data_type", "") == "f"]
            if addresses:
                found[sheet.title] = addresses
        return found
    finally:
        book.close()
