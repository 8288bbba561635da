"""Write workbooks that are read without macros, formulas and guesses."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse

from ict4society.foundation.files.kinds import XLSX

LONGEST_CELL = 32_767
"""Characters (Excel specifications and limits)."""


def write_xlsx(sheets: Mapping[str, tuple[Sequence[Any], Iterable[Sequence[Any]]]]) -> bytes:
    """A workbook of sheets, each (header, rows): the header is bold and stays in sight. Text is text, also with ``=``.

    Times are written in UTC, because a cell has no zone.
    """
    # Imported here: only those processes should carry it that write workbooks.
    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
    from openpyxl.styles import Font  # type: ignore[import-untyped]

    book = Workbook(write_only=True)
    for title, (header, rows) in sheets.items():
        sheet = book.create_sheet(_sheet_title(title, book.sheetnames))
        sheet.freeze_panes = "A2"
        for number, label in enumerate(header):
            sheet.column_dimensions[_letter(number)].width = min(60, max(12, len(str(label)) + 2))
        heads = []
        for label in header:
            cell = _cell(WriteOnlyCell, sheet, str(label))
            cell.font = Font(bold=True)
            heads.append(cell)
        sheet.append(heads)
        for row in rows:
            sheet.append([_cell(WriteOnlyCell, sheet, value) for value in row])
    if not book.sheetnames:
        book.create_sheet("1")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def xlsx_response(name: str, content: bytes) -> HttpResponse:
    """An answer that hands out a workbook under a file name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _cell(kind: Any, sheet: Any, value: Any) -> Any:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]

    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(UTC).replace(tzinfo=None)
    if value is None or isinstance(value, bool | int | float | Decimal) or hasattr(value, "isoformat"):
        return kind(sheet, value=value)
    made = kind(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST_CELL])
    made.data_type = "s"  # openpyxl takes text that begins with = for a formula
    return made


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    return str(get_column_letter(number + 1))


def _sheet_title(title: str, taken: list[str]) -> str:
    """At most 31 characters without those that Excel refuses, and not a name that another sheet has."""
    clean = "".join("-" if char in r"[]:*?/\\" else char for char in title).strip("' ")[:31] or "Sheet"
    number = 2
    made = clean
    while made.lower() in (each.lower() for each in taken):
        made = f"{clean[:27]} {number}"
        number += 1
    return made
