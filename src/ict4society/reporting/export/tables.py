"""A report as rows: for spreadsheets and for CSV."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ict4society.reporting.models import IndicatorValue
from ict4society.reporting.numbers import plain_number
from ict4society.reporting.states import ValueType
from ict4society.reporting.units import FRACTION

HEADER = [
    "key",
    "indicator",
    "section",
    "year",
    "breakdown",
    "state",
    "value",
    "unit",
    "text",
    "reason",
    "basis",
    "method",
    "assurance",
    "evidence_url",
    "evidence_title",
    "evidence_page",
    "source",
    "revision",
    "restated",
    "standard",
]
"""Columns that the import reads again have the same names there (``csv_rows.py``)."""


def unit_stored(value: IndicatorValue) -> str:
    """The unit of the stored number, so that the row can be read without the catalogue."""
    indicator = value.indicator
    if indicator.value_type == ValueType.PERCENT:
        return FRACTION
    if indicator.value_type == ValueType.MONEY or indicator.unit.endswith("/EUR"):
        return value.entered_unit or indicator.unit
    return indicator.unit


def value_row(value: IndicatorValue, language: str = "en") -> list[Any]:
    """One row, in the order of ``HEADER``; the number is a ``Decimal`` or empty."""
    indicator = value.indicator
    number: Decimal | str = "" if value.value is None else Decimal(plain_number(value.value))
    return [
        indicator.key,
        indicator.label(language),
        indicator.section,
        value.year,
        value.breakdown,
        value.state,
        number,
        "" if value.value is None else unit_stored(value),
        value.text,
        value.reason,
        value.basis,
        value.method,
        value.assurance,
        value.evidence_url,
        value.evidence_title,
        value.evidence_page,
        value.source,
        value.revision,
        "yes" if value.restated else "no",
        str(indicator.version),
    ]


def value_rows(values: Iterable[IndicatorValue], language: str = "en") -> list[list[Any]]:
    """All rows; withdrawn values are left out."""
    return [value_row(value, language) for value in values if value.withdrawn_at is None]
