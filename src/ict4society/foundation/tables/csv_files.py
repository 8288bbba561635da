"""CSV (RFC 4180): written so that no spreadsheet runs a cell, read with limits."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ict4society.foundation.files.kinds import decoded
from ict4society.foundation.tables.refused import TableRefused
from ict4society.foundation.tables.shapes import Limits

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins with one of these is run by some spreadsheet (OWASP, CSV Injection)."""
SEPARATORS = ",;\t|"


def safe_cell(value: Any) -> Any:
    """The value as it is written: text that a spreadsheet would run begins with an apostrophe, numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.startswith(RUN_BY_SPREADSHEETS) else text


def write_csv(header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """The table in UTF-8 with commas and CRLF; dates as ISO 8601, numbers with a point, nothing for None."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([safe_cell(str(cell)) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return written.getvalue().encode()


def csv_response(name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """An answer that hands out the table under a file name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(write_csv(header, rows), content_type="text/csv; charset=utf-8", headers=headers)


def read_csv(file: BinaryIO, *, limits: Limits | None = None) -> list[list[str]]:
    """The rows of a CSV file, the header first; cells are stripped, empty rows left out.

    UTF-8, UTF-16 with its mark, or Windows-1252; separated by comma, semicolon, tab or bar, whichever stands most in
    the first line. Raises TableRefused.
    """
    limits = limits or Limits()
    raw = file.read(limits.unpacked + 1)
    if len(raw) > limits.unpacked:
        raise TableRefused(_("This table is too large."))
    text = decoded(raw)
    if not text.strip():
        raise TableRefused(_("This is no CSV file, or it is empty."))
    first = text.lstrip().partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False):
            cleaned = [cell.strip() for cell in row]
            if not any(cleaned):
                continue
            rows.append(cleaned)
            cells += len(cleaned)
            if len(rows) > limits.rows or cells > limits.cells:
                raise too_much(limits)
    except csv.Error as error:
        raise TableRefused(_("This CSV file cannot be read: a cell has no end, or is far too long.")) from error
    return rows


def too_much(limits: Limits) -> TableRefused:
    """What to say of a table that has more than is taken."""
    message = _("This table has too much in it: at most %(rows)s rows and %(cells)s cells are read.")
    return TableRefused(message % {"rows": f"{limits.rows:,}", "cells": f"{limits.cells:,}"})
