"""Figures as the reader's language writes them, and as tables and citable sentences."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ict4society.benchmark.models import Cell
from ict4society.benchmark.queries import OwnPosition, Shown
from ict4society.benchmark.statistics import weakest
from ict4society.foundation.ui.formats import percent
from ict4society.reporting.models import Indicator
from ict4society.reporting.shown import number_written
from ict4society.reporting.states import ASSURANCE_ORDER

NAMES = ("p10", "p25", "p50", "p75", "p90")
HEAD = ("P10", "P25", "Median", "P75", "P90")


def figure(value: float | None, indicator: Indicator) -> str:
    """A figure with its unit; a dash for what is not shown."""
    return "–" if value is None else number_written(Decimal(str(round(value, 12))), indicator)


def interval(bounds: list[float] | None, indicator: Indicator) -> str:
    """From, to, and with which coverage."""
    if not bounds:
        return _("not given: too few")
    low, high, coverage = bounds
    words = {"low": figure(low, indicator), "high": figure(high, indicator), "coverage": percent(coverage, 1)}
    return _("%(low)s to %(high)s (%(coverage)s)") % words


def coverage(cell: Cell) -> str:
    """How many of the peers reported."""
    return _("%(n)d of %(peers)d peers reported") % {"n": cell.n, "peers": cell.peers}


def verification(cell: Cell) -> str:
    """The level of the group's figures, which is that of its weakest value, and how many values were better checked."""
    counted = {level: number for level, number in zip(ASSURANCE_ORDER, cell.assurance, strict=False) if number}
    lowest = weakest(counted)
    return str(lowest.label) if lowest else ""


@dataclass(frozen=True)
class Row:
    """One year of an indicator in a group."""

    year: int
    cell: Cell
    group: str
    fallback: bool
    figures: list[str]
    interval: str
    total: str
    coverage: str
    verification: str
    why: str
    carried: int | None
    """Number of the snapshot that computed the figures, where that is an earlier one."""
    own: str = ""
    rank: float | None = None
    better: float | None = None


def row_of(indicator: Indicator, year: int, shown: Shown, own: OwnPosition | None = None) -> Row:
    """The figures of a year, in words."""
    cell = shown.cell
    narrow = shown.narrow
    why = ""
    if shown.is_fallback:
        why = str(narrow.get_withheld_display()) if narrow else _("nobody of it reported")
    elif cell.withheld:
        why = str(cell.get_withheld_display())
    return Row(
        year=year,
        cell=cell,
        group=cell.group.name,
        fallback=shown.is_fallback,
        figures=[figure(getattr(cell, name), indicator) for name in NAMES],
        interval=interval(cell.p50_interval, indicator) if cell.p50 is not None else "–",
        total=figure(cell.total, indicator),
        coverage=coverage(cell),
        verification=verification(cell),
        why=why,
        carried=cell.figures_of.number if cell.figures_of_id != cell.snapshot_id else None,
        own=figure(own.value, indicator) if own else "",
        rank=own.position.rank if own else None,
        better=own.position.better_than(indicator.direction) if own else None,
    )


def sentence(cell: Cell) -> str:
    """What can be cited of a group's figures, in English: the same for ever, since a snapshot never changes."""
    indicator = cell.indicator
    unit = "%" if indicator.value_type == "percent" else indicator.unit
    factor = 100 if indicator.value_type == "percent" else 1
    parts = [
        f"{name.lower()} {value * factor:.6g} {unit}".strip()
        for name, value in zip(HEAD, (getattr(cell, each) for each in NAMES), strict=True)
        if value is not None
    ]
    return (
        f"{indicator.label('en')}, {cell.year}, {cell.group.key}: {', '.join(parts)}. "
        f"{cell.n} of {cell.peers} peers reported. Snapshot {cell.snapshot.number}, figures of snapshot "
        f"{cell.figures_of.number}; Hyndman-Fan type 7."
    )
