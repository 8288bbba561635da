"""Figures as the reader's language writes them, and as tables and citable sentences."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from ict4society.benchmark.models import Cell
from ict4society.benchmark.queries import Figures, OwnPosition, Shown
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


def coverage(cell: Figures) -> str:
    """How many of the peers reported."""
    return _("%(n)d of %(peers)d peers reported") % {"n": cell.n, "peers": cell.peers}


def verification(cell: Figures) -> str:
    """The level of the group's figures, which is that of its weakest value, and how many values were better checked."""
    counted = {level: number for level, number in zip(ASSURANCE_ORDER, cell.assurance, strict=False) if number}
    lowest = weakest(counted)
    return str(lowest.label) if lowest else ""


@dataclass
class Row:
    """One year of an indicator in a group; each part is written when the page asks for it."""

    indicator: Indicator
    year: int
    shown: Shown
    position: OwnPosition | None = None

    @property
    def cell(self) -> Figures:
        return self.shown.cell

    @property
    def fallback(self) -> bool:
        return self.shown.is_fallback

    @cached_property
    def group(self) -> str:
        return self.cell.group.name

    @cached_property
    def median(self) -> str:
        return figure(self.cell.p50, self.indicator)

    @cached_property
    def figures(self) -> list[str]:
        return [figure(getattr(self.cell, name), self.indicator) for name in NAMES]

    @cached_property
    def interval(self) -> str:
        return interval(self.cell.p50_interval, self.indicator) if self.cell.p50 is not None else "–"

    @cached_property
    def total(self) -> str:
        return figure(self.cell.total, self.indicator)

    @cached_property
    def coverage(self) -> str:
        return coverage(self.cell)

    @cached_property
    def verification(self) -> str:
        return verification(self.cell)

    @cached_property
    def why(self) -> str:
        """Why the group's own figures are not shown."""
        if self.fallback:
            return self.shown.narrow.why if self.shown.narrow else _("nobody of it reported")
        return self.cell.why

    @property
    def carried(self) -> int | None:
        """Number of the snapshot that computed the figures, where that is an earlier one."""
        return self.cell.computed_in if self.cell.figures_of_id != self.cell.snapshot_id else None

    @cached_property
    def own(self) -> str:
        return figure(self.position.value, self.indicator) if self.position else ""

    @property
    def rank(self) -> float | None:
        return self.position.position.rank if self.position else None

    @property
    def better(self) -> float | None:
        return self.position.position.better_than(self.indicator.direction) if self.position else None


def row_of(indicator: Indicator, year: int, shown: Shown, own: OwnPosition | None = None) -> Row:
    """The figures of a year, in words."""
    return Row(indicator, year, shown, own)


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
