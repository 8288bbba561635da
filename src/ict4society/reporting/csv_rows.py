"""Read a table of values (CSV or XLSX) with the columns of our own export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from ict4society.foundation.policy import Refused
from ict4society.foundation.tables import read_csv, read_xlsx
from ict4society.reporting.entry import Said
from ict4society.reporting.models import Indicator
from ict4society.reporting.states import Assurance, HeadcountBasis, ValueType
from ict4society.reporting.vsme_template import Found

NEEDED = {"key"}
MOST_ROWS = 5000


class NotOurTable(Refused):
    """The table has not the columns that are needed; the message names them."""


def read_table(
    file: BinaryIO, name: str, catalogue: Mapping[str, Indicator], *, year: int
) -> tuple[list[Found], list[tuple[str, str, str]]]:
    """What each row says; and the rows that are refused: (place, key, why).

    Raises NotOurTable, and TableRefused for a file that cannot be read safely.
    """
    rows = _rows(file, name)
    if not rows:
        raise NotOurTable(_("The table is empty."))
    columns = {str(head).strip().lower(): number for number, head in enumerate(rows[0])}
    if not set(columns) >= NEEDED or not {"value", "text", "state"} & set(columns):
        raise NotOurTable(
            _("The first row must name the columns: “key” and “value”, and what else you have (unit, …).")
        )
    if len(rows) > MOST_ROWS:
        raise NotOurTable(_("At most %(most)s rows in one file.") % {"most": MOST_ROWS})
    found: list[Found] = []
    refused: list[tuple[str, str, str]] = []
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(rows[1:], start=2):
        cells = {head: _text(row[at]) if at < len(row) else "" for head, at in columns.items()}
        place, key = _("row %(number)s") % {"number": number}, cells.get("key", "")
        if not any(cells.values()) or cells.get("source") == "derived":
            continue
        if cells.get("year") and cells["year"] != str(year):
            refused.append(
                (place, key, _("This row is of %(year)s, the report of another year.") % {"year": cells["year"][:8]})
            )
            continue
        if (key, cells.get("breakdown", "")) in seen:
            refused.append((place, key, _("This indicator stands in the table twice.")))
            continue
        seen.add((key, cells.get("breakdown", "")))
        indicator = catalogue.get(key)
        found.append(Found(place, key, _said(cells, indicator), indicator))
    return found, refused


def _rows(file: BinaryIO, name: str) -> Sequence[Sequence[Any]]:
    file.seek(0)
    if name.lower().endswith(".xlsx"):
        book = read_xlsx(file, formulas="refuse")
        if book.has_macros or book.has_external_links:
            raise NotOurTable(_("This workbook has macros or takes values from other files. Save it with values only."))
        return next(iter(book.sheets.values())).rows if book.sheets else []
    return read_csv(file)


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = "" if value is None else str(value).strip()
    # Our export sets an apostrophe before what a spreadsheet would run.
    return text[1:] if text[:2] in ("'=", "'+", "'-", "'@") else text


def _said(cells: Mapping[str, str], indicator: Indicator | None) -> Said:
    number, state = cells.get("value", ""), cells.get("state", "").lower()
    if indicator is not None and indicator.value_type == ValueType.BOOLEAN and number in ("0", "1"):
        number = "yes" if number == "1" else "no"
    basis = cells.get("basis", "")
    assurance = cells.get("assurance", "") or Assurance.NONE.value
    return Said(
        number=number,
        unit=cells.get("unit", ""),
        text=cells.get("text", ""),
        state="" if state == "reported" else state,
        reason=cells.get("reason", ""),
        method=cells.get("method", ""),
        basis=basis if basis in HeadcountBasis.values else "",
        evidence_url=cells.get("evidence_url", ""),
        evidence_title=cells.get("evidence_title", ""),
        evidence_page=cells.get("evidence_page", ""),
        # The community's check belongs to the value that was checked, not to a file.
        assurance=assurance if assurance in Assurance.values and assurance != Assurance.COMMUNITY else "none",
        breakdown=cells.get("breakdown", "")[:120],
    )
