"""Five years side by side: rows of values by year, and the charts that are drawn from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ict4society.reporting.labels import Words, name_of, word
from ict4society.reporting.models import Indicator, IndicatorValue
from ict4society.reporting.shown import number_written, unit_of, written_in
from ict4society.reporting.states import WITH_VALUE, ValueType
from ict4society.reporting.words import SHORT

YEARS = 5


@dataclass
class Cell:
    """What is said of an indicator in one year."""

    value: IndicatorValue | None = None
    said: Words = field(default_factory=lambda: Words(""))
    conflicting: bool = False
    others: int = 0

    @property
    def is_restated(self) -> bool:
        return self.value is not None and self.value.restated


@dataclass
class Row:
    """An indicator over the years, whatever the version of its standard."""

    indicator: Indicator
    label: Words
    cells: dict[int, Cell] = field(default_factory=dict)


def rows_of(values: Sequence[IndicatorValue], years: Sequence[int], language: str) -> list[Row]:
    """One row for each key, in the order of the values; texts are left to the reports themselves."""
    rows: dict[str, Row] = {}
    for value in values:
        indicator = value.indicator
        if value.year not in years or indicator.value_type == ValueType.TEXT:
            continue
        row = rows.setdefault(indicator.key, Row(indicator, name_of(indicator, language)))
        cell = row.cells.setdefault(value.year, Cell())
        cell.others += 1
        cell.conflicting = cell.conflicting or value.conflicting
        if value.chosen or cell.value is None:
            cell.value, cell.said = value, written_in(language, value)
    return list(rows.values())


def series(rows: Sequence[Row], key: str) -> list[tuple[int, float]]:
    """Year and number of one key, of values that count."""
    row = next((each for each in rows if each.indicator.key == key), None)
    if row is None:
        return []
    found = []
    for year, cell in sorted(row.cells.items()):
        value = cell.value
        if value is not None and value.chosen and value.state in WITH_VALUE and value.value is not None:
            found.append((year, float(value.value)))
    return found


@dataclass(frozen=True)
class Chart:
    """A drawing with its numbers."""

    title: Words
    description: str
    """In the language of the page."""
    spec: dict[str, Any]
    head: list[Words]
    table: list[list[str]]


# What the page draws: keys that belong in one picture; bars are stacked, so only what adds up shares one. Location-
# and market-based scope 2 never do.
PICTURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("emissions-location", ("GrossScope1GreenhouseGasEmissions", "GrossLocationBasedScope2GreenhouseGasEmissions")),
    ("emissions-market", ("GrossScope1GreenhouseGasEmissions", "GrossMarketBasedScope2GreenhouseGasEmissions")),
    ("scope3", ("GrossScope3GreenhouseGasEmissions",)),
    ("energy", ("TotalEnergyConsumption",)),
    ("women", ("ShareOfWomenInIctRoles", "PercentageGapInPayBetweenFemaleAndMaleEmployees")),
    ("access", ("ProductsConformingToEn301549",)),
)
TITLES = {
    "emissions-location": gettext_lazy("Emissions, location-based"),
    "emissions-market": gettext_lazy("Emissions, market-based"),
    "scope3": gettext_lazy("Emissions of the value chain (scope 3)"),
    "energy": gettext_lazy("Energy"),
    "women": gettext_lazy("Women and men"),
    "access": gettext_lazy("Accessible products"),
}
MOST_CHARTS = 4


def charts_of(rows: Sequence[Row], language: str) -> list[Chart]:
    """The pictures for which there are at least two years; at most four."""
    found: list[Chart] = []
    for name, keys in PICTURES:
        lines = {key: points for key in keys if len(points := series(rows, key)) >= 2}
        if name.startswith("emissions") and len(lines) < 2:
            continue
        if lines and len(found) < MOST_CHARTS:
            found.append(_chart(word(f"chart:{name}", TITLES[name], language), lines, rows, language))
    return found


def _chart(title: Words, lines: dict[str, list[tuple[int, float]]], rows: Sequence[Row], language: str) -> Chart:
    by_key = {row.indicator.key: row for row in rows}
    names = {key: Words(SHORT[key], "en") if language == "en" and key in SHORT else by_key[key].label for key in lines}
    indicators = [by_key[key].indicator for key in lines]
    percent = all(each.value_type == ValueType.PERCENT for each in indicators)
    unit = "%" if percent else unit_of(indicators[0])
    years = sorted({year for points in lines.values() for year, _number in points})
    data = [
        {"year": str(year), "value": number * 100 if percent else number, "series": names[key].text}
        for key, points in lines.items()
        for year, number in points
    ]
    shape = {"mark": {"type": "line", "point": True, "strokeWidth": 2}} if percent else {"mark": {"type": "bar"}}
    spec: dict[str, Any] = {
        **shape,
        "data": {"values": data},
        "width": 340,
        "height": 180,
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}},
            "y": {"field": "value", "type": "quantitative", "title": unit or None},
        },
    }
    if len(lines) > 1:
        spec["encoding"]["color"] = {
            "field": "series",
            "type": "nominal",
            "title": None,
            "legend": {"orient": "bottom", "columns": 1, "labelLimit": 330},
        }
        if percent:
            spec["encoding"]["strokeDash"] = {"field": "series", "type": "nominal", "legend": None}
            spec["encoding"]["shape"] = {"field": "series", "type": "nominal", "legend": None}
    table = [
        [str(year), *(_at(by_key[key].indicator, dict(points).get(year)) for key, points in lines.items())]
        for year in years
    ]
    head = [Words(_("Year")), *names.values()]
    return Chart(title, _sentence(lines, by_key), spec, head, table)


def _at(indicator: Indicator, number: float | None) -> str:
    from decimal import Decimal

    return "–" if number is None else number_written(Decimal(str(number)), indicator)


def _sentence(lines: dict[str, list[tuple[int, float]]], by_key: dict[str, Row]) -> str:
    parts = []
    for key, points in lines.items():
        (first, was), (last, now) = points[0], points[-1]
        indicator = by_key[key].indicator
        words = {
            "name": indicator.label(),
            "was": _at(indicator, was),
            "first": first,
            "now": _at(indicator, now),
            "last": last,
        }
        parts.append(_("%(name)s: %(was)s in %(first)s, %(now)s in %(last)s.") % words)
    return " ".join(parts)
