"""What the cells of an import may hold; each check raises an `ImportFault` that points at the cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from ict4society.deliberation.imports.csv_table import CsvTable
from ict4society.deliberation.imports.fault import quoted

MAX_LABEL = 200
"""The longest identifier or label (group, organisation, country, …), in characters."""

CHOICES = {"1": 1, "0": 0, "-1": -1}
"""What a vote may be: agree, pass, disagree."""

# What a participant writes who does not declare a group; the empty cell is the rule.
_NO_GROUP = frozenset({"", "undeclared"})

_DAY_FIRST = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}):(\d{2})", re.ASCII)


def identifier(table: CsvTable, row: Sequence[str], column: int, taken: Collection[str]) -> str:
    """An identifier that no earlier row has, exactly as it stands: other files refer to it."""
    value = row[column]
    if not value.strip():
        raise table.fault(column, _("the identifier is missing"))
    if len(value) > MAX_LABEL:
        raise table.fault(column, _("more than %(limit)d characters") % {"limit": MAX_LABEL})
    if value in taken:
        raise table.fault(column, _("%(id)s occurs a second time") % {"id": quoted(value)})
    return value


def label(table: CsvTable, row: Sequence[str], column: int) -> str:
    """A short text in Unicode's composed form without blanks around it; may be empty."""
    value = unicodedata.normalize("NFC", row[column].strip())
    if len(value) > MAX_LABEL:
        raise table.fault(column, _("more than %(limit)d characters") % {"limit": MAX_LABEL})
    return value


def group(table: CsvTable, row: Sequence[str], column: int) -> str:
    """The name of a group, empty when none is declared."""
    value = label(table, row, column)
    return "" if value.casefold() in _NO_GROUP else value


def text(table: CsvTable, row: Sequence[str], column: int) -> str:
    """A text that says something, exactly as it stands."""
    if not row[column].strip():
        raise table.fault(column, _("the text is missing"))
    return row[column]


def whole_number(table: CsvTable, row: Sequence[str], column: int) -> int:
    """A whole number of at most 18 digits, not negative."""
    value = row[column]
    if not (value.isascii() and value.isdigit() and len(value) <= 18):
        raise table.fault(column, _("%(value)s is not a whole number") % {"value": quoted(value)})
    return int(value)


def choice(table: CsvTable, row: Sequence[str], column: int) -> int:
    """A vote: 1, 0 or -1."""
    value = CHOICES.get(row[column])
    if value is None:
        raise table.fault(column, _("%(value)s is not a vote: 1, 0 or -1") % {"value": quoted(row[column])})
    return value


def moment(table: CsvTable, row: Sequence[str], column: int) -> datetime | None:
    """A date with time as the Commission writes it (19.06.2020 23:58) or as ISO 8601 does; None for an empty cell.

    A time without offset is taken as UTC: the files name no zone, and only the order of submissions matters.
    """
    value = row[column].strip()
    if not value:
        return None
    try:
        if match := _DAY_FIRST.fullmatch(value):
            day, month, year, hour, minute = map(int, match.groups())
            return datetime(year, month, day, hour, minute, tzinfo=UTC)
        found = datetime.fromisoformat(value)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise table.fault(column, _("%(value)s is not a date") % {"value": quoted(value)}) from None


def milliseconds(table: CsvTable, row: Sequence[str], column: int) -> datetime:
    """A moment given in milliseconds since 1970 (UTC)."""
    value = whole_number(table, row, column)
    try:
        return datetime.fromtimestamp(value / 1000, tz=UTC)
    except (ValueError, OverflowError, OSError):
        raise table.fault(column, _("%(value)s is not a date") % {"value": quoted(row[column])}) from None
