"""Read EFRAG's digital template: from its defined names to what is said in each cell. Nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from ict4society.foundation.policy import Refused
from ict4society.foundation.tables import read_xlsx
from ict4society.foundation.tables.shapes import Workbook
from ict4society.reporting.entry import Said
from ict4society.reporting.models import Indicator
from ict4society.reporting.states import ValueType
from ict4society.reporting.units import FRACTION, unit_named
from ict4society.reporting.vsme_names import ANSWERS, AXES, BOXES, BY_UNIT, HEAD, IGNORED, NOTHING, PARTS


class NotATemplate(Refused):
    """The workbook is not EFRAG's template, or not one that may be read; the message says what to do."""


@dataclass(frozen=True)
class Found:
    """What one cell says. ``indicator`` is None for a name that the catalogue does not know."""

    place: str
    key: str
    said: Said
    indicator: Indicator | None = None


@dataclass
class Filled:
    """A filled template."""

    name: str
    version: str
    starts_on: date
    ends_on: date
    currency: str
    cells: list[Found] = field(default_factory=list)


@dataclass(frozen=True)
class _Cell:
    sheet: str
    row: int
    column: int
    value: Any

    @property
    def place(self) -> str:
        from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

        return f"{self.sheet}!{get_column_letter(self.column)}{self.row}"


def read_template(file: BinaryIO, catalogue: Mapping[str, Indicator]) -> Filled:
    """Everything that is filled in, cell by cell; ``catalogue`` by key.

    Raises NotATemplate, and TableRefused for a workbook that cannot be read safely.
    """
    book = read_xlsx(file)
    if book.has_macros:
        raise NotATemplate(_("This workbook has macros. Save it as a workbook without macros (XLSX), then try again."))
    if book.has_external_links:
        raise NotATemplate(_("This workbook takes values from other files. Paste them as values, then try again."))
    reader = _Reader(book)
    if reader.one("template_reporting_template_version") is None or not reader.has("TotalEnergyConsumption"):
        raise NotATemplate(_("This is not EFRAG's digital template for the voluntary standard."))
    starts, ends = (_day(reader.one(f"{HEAD}period_{end}")) for end in ("startdate", "enddate"))
    if starts is None or ends is None:
        raise NotATemplate(_("The reporting period is missing: fill it in on the sheet “General Information”."))
    filled = Filled(
        name=str(reader.one(f"{HEAD}entity_name") or ""),
        version=str(reader.one("template_reporting_template_version")),
        starts_on=starts,
        ends_on=ends,
        currency=str(reader.one("template_currency") or "EUR")[:3].upper(),
    )
    for name in book.names:
        if "!" not in name and not name.startswith(IGNORED) and not name.endswith(("_unit", "Axis", "Table")):
            filled.cells += reader.cells_of(name, catalogue)
    filled.cells = _with_basis(filled.cells)
    return filled


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


class _Reader:
    def __init__(self, book: Workbook) -> None:
        self.book = book

    def has(self, name: str) -> bool:
        return name in self.book.names

    def one(self, name: str) -> Any:
        """The first value of a name, or None."""
        return next((cell.value for cell in self.grid(name) if cell.value not in (None, "")), None)

    def grid(self, name: str) -> Iterator[_Cell]:
        """All cells of a name."""
        for sheet, place in self.book.names.get(name, []):
            match = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?", place)
            if match is None or sheet not in self.book.sheets:
                continue
            from openpyxl.utils import column_index_from_string

            first, top = column_index_from_string(match[1]), int(match[2])
            last = column_index_from_string(match[3]) if match[3] else first
            bottom = min(int(match[4]) if match[4] else top, top + 2000)
            for row in range(top, bottom + 1):
                for column in range(first, last + 1):
                    yield _Cell(sheet, row, column, self.book.sheets[sheet].cell(row, column))

    def cells_of(self, name: str, catalogue: Mapping[str, Indicator]) -> list[Found]:
        """What a name says: one value, a value for each row of a table, or a set."""
        key, _underscore, member = name.partition("_")
        indicator = catalogue.get(key)
        filled = [cell for cell in self.grid(name) if not _is_nothing(cell.value)]
        if indicator is None or (member and member not in PARTS):
            # Dates of base and target year have a name of their own and one as a member: the second is no data point.
            known = name.endswith(("Member", "Hypercube")) or not filled
            return [] if known else [Found(filled[0].place, name, Said(number=str(filled[0].value)[:80]))]
        if key in BOXES:
            return self._boxes(key, indicator, name)
        if key in AXES:
            return self._rows(key, indicator, filled)
        if not filled:
            return []
        if indicator.value_type == ValueType.CHOICES or key == "NaceSectorClassificationCodes":
            lines = [_choice(indicator, str(cell.value)) for cell in filled]
            return [Found(filled[0].place, key, Said(text="\n".join(lines)), indicator)]
        unit = self._unit(key, filled[0])
        if unit and not _fits(key, unit):
            return []
        said = replace(_said(indicator, filled[0].value, unit), breakdown=PARTS.get(member, ""))
        return [Found(filled[0].place, key, said, indicator)]

    def _rows(self, key: str, indicator: Indicator, filled: list[_Cell]) -> list[Found]:
        parts = {cell.row: cell.value for cell in self.grid(AXES[key]) if not _is_nothing(cell.value)}
        found = []
        for cell in filled:
            unit = self._unit(key, cell)
            # Rows without a part are the template's own zeros and dashes.
            if cell.row in parts and (not unit or _fits(key, unit)):
                part = " ".join(str(parts[cell.row]).split())[:120]
                found.append(
                    Found(cell.place, key, replace(_said(indicator, cell.value, unit), breakdown=part), indicator)
                )
        return found

    def _unit(self, key: str, cell: _Cell) -> str:
        """The unit that stands for a cell: in its row, or one for the whole table."""
        units = [each for each in self.grid(f"{key}_unit") if not _is_nothing(each.value)]
        beside = next((each for each in units if each.row == cell.row), units[0] if units else None)
        return unit_named(str(beside.value)) if beside is not None else ""

    def _boxes(self, key: str, indicator: Indicator, name: str) -> list[Found]:
        down, right = BOXES[key]
        boxes = list(self.grid(name))
        # A merged box has its value in its first column.
        ticked = [box for box in boxes if _is_true(box.value)]
        if not ticked:
            return []
        labels = []
        for box in ticked:
            label = self.book.sheets[box.sheet].cell(box.row + down, box.column + right)
            labels.append(_choice(indicator, str(label or "")))
        return [Found(ticked[0].place, key, Said(text="\n".join(labels)), indicator)]


def _fits(key: str, unit: str) -> bool:
    """Whether the unit is of the kind that the data point's name says (mass or volume)."""
    return all(unit in units for word, units in BY_UNIT.items() if word in key)


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.strip().lower() in NOTHING)


def _is_true(value: Any) -> bool:
    return value is True or str(value).strip().lower() in ("true", "yes", "1")


def _said(indicator: Indicator, value: Any, unit: str) -> Said:
    """What a cell says, as if somebody had typed it."""
    if indicator.value_type == ValueType.BOOLEAN:
        answer = (
            "yes" if _is_true(value) else "no" if str(value).strip().lower() in ("false", "no", "0") else str(value)
        )
        return Said(number=answer)
    if indicator.is_numeric:
        number = str(Decimal(repr(value))) if isinstance(value, float) else str(value)
        return Said(number=number, unit=FRACTION if indicator.value_type == ValueType.PERCENT else unit)
    if isinstance(value, datetime | date):
        return Said(text=value.isoformat()[:10])
    text = str(value).strip()
    return Said(text=_choice(indicator, text) if indicator.options else text)


def _choice(indicator: Indicator, text: str) -> str:
    """The id of the option that the template's words mean; the words themselves when none fits."""
    wanted = " ".join(text.lower().split())
    by_label = {" ".join(each["en"].lower().split()): each["id"] for each in indicator.options}
    if wanted in by_label:
        return by_label[wanted]
    if ANSWERS.get(wanted) in by_label.values():
        return ANSWERS[wanted]
    if wanted.startswith("other"):
        other = next((each["id"] for each in indicator.options if each["id"].startswith("Other")), "")
        if other:
            return other
    plain = re.sub(r"[^a-z0-9]", "", wanted)
    close = [
        pk
        for label, pk in by_label.items()
        if (bare := re.sub(r"[^a-z0-9]", "", label)) and (bare in plain or plain in bare)
    ]
    return close[0] if len(close) == 1 else text.strip()


def _with_basis(cells: list[Found]) -> list[Found]:
    """How people are counted is said once in the template (B1) and holds for all counts of people."""
    said = {cell.key: cell.said.text for cell in cells}
    average = said.get("EmployeeCountingMethodology", "").startswith("Average")
    kind = said.get("TypeOfNumberOfEmployees", "")
    if not kind or "EmployeeCountingMethodology" not in said:
        return cells
    unit = "fte" if "fulltime" in kind.lower().replace("-", "") or "fte" in kind.lower() else "heads"
    basis = f"{unit}_{'average' if average else 'year_end'}"
    return [
        replace(cell, said=replace(cell.said, basis=basis))
        if cell.indicator is not None and cell.indicator.counts_people
        else cell
        for cell in cells
    ]
