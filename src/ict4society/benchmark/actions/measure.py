"""Compute a snapshot's figures with numpy, for all groups and years of an indicator at once.

Each level of groups is one stable sort of the values; quantiles, counts and places follow from where the groups
begin. Which order statistics bound an interval depends only on how many there are, so that
``statistics.order_intervals`` is asked once for every number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ict4society.benchmark.actions.observe import Members, Observed
from ict4society.benchmark.arrays import CODES, VALUE, pack_places, widened
from ict4society.benchmark.parameters import Parameters
from ict4society.benchmark.states import Level, Withheld
from ict4society.benchmark.statistics import FRACTIONS, order_intervals
from ict4society.benchmark.statistics.grouped import (
    contributor_marks,
    group_bounds,
    group_places,
    group_quantiles,
    group_sums,
)
from ict4society.reporting.models import Indicator
from ict4society.reporting.states import ASSURANCE_ORDER, ValueType

WORDS = ("", *Withheld)
FEW, PARTS, DOMINANT = (WORDS.index(each) for each in (Withheld.FEW, Withheld.PARTS, Withheld.DOMINANT))
LEVELS = len(ASSURANCE_ORDER)
CELL = np.dtype(
    [("indicator", "i8"), ("year", "i4"), ("code", "i4"), ("figures_of", "i8")]
    + [(name, "i8") for name in ("n", "digest", "peers", "not_applicable", "estimated")]
    + [("assurance", "i4", LEVELS), ("quantiles", "f8", 5), ("low", "f8", 3), ("high", "f8", 3), ("coverage", "f8", 3)]
    + [("total", "f8"), ("withheld", "i1"), ("total_withheld", "i1")]
)
"""A cell while it is computed; NaN is what is not shown, ``withheld`` a place in ``WORDS``."""
FIGURES = ("quantiles", "low", "high", "coverage", "total")


@dataclass(frozen=True)
class Records:
    """The values of one indicator, by member and year, and their places in the four groups of each member."""

    member: Any
    values: Any
    places: Any


class Rules:
    """What decides which figures are shown, as arrays by the number of organisations; and the sizes of the groups."""

    def __init__(self, members: Members, parameters: Parameters) -> None:
        thresholds, most = parameters.thresholds, len(members)
        self.members, self.parameters, self.least = members, parameters, thresholds.least
        self.peers = np.zeros(CODES, np.int64)
        for level in Level:
            np.add.at(self.peers, widened(members.codes, level), 1)
        self.shown = np.zeros((most + 1, len(FRACTIONS)), bool)
        self.bounds = np.zeros((most + 1, 3, 2), np.int64)
        self.coverage = np.full((most + 1, 3), np.nan)
        for n in range(thresholds.least, most + 1):
            self.shown[n] = [fraction in thresholds.fractions(n) for fraction in FRACTIONS]
        for column, fraction in enumerate(FRACTIONS[1:4]):
            sizes = range(thresholds.least, most + 1)
            for n, found in order_intervals(sizes, fraction, confidence=parameters.confidence).items():
                if found and self.shown[n, column + 1]:
                    self.bounds[n, column] = found.low - 1, found.high - 1
                    self.coverage[n, column] = found.coverage


def summable(indicator: Indicator) -> bool:
    """Whether the sum over organisations means something: amounts and counts, but no shares, ratios and intensities."""
    amount = indicator.value_type in (ValueType.INTEGER, ValueType.MONEY, ValueType.DECIMAL)
    return amount and bool(indicator.unit) and "/" not in indicator.unit and "%" not in indicator.unit


def measure(indicator: Indicator, seen: Observed, rules: Rules) -> tuple[Any, Records]:
    """The cells of all groups and years of an indicator, and the places of its values."""
    order = np.lexsort((seen.member, seen.value))
    member, value, year = seen.member[order], seen.value[order], seen.year[order]
    years, year_place = np.unique(year, return_inverse=True)
    codes = rules.members.codes[member]
    marks = contributor_marks(rules.members.organisations[member], value)
    places = np.zeros((len(order), 2 * len(Level)), np.int64)
    cells = []
    for level in Level:
        keys = year_place * CODES + widened(codes, level)
        if len(years) * CODES < 2**16:
            keys = keys.astype(np.uint16)  # numpy sorts these by radix
        inside = np.argsort(keys, kind="stable")
        keys, ordered = keys[inside].astype(np.int64), value[inside]
        places[inside, level], places[inside, level + len(Level)] = group_places(ordered, keys)
        starts, sizes = group_bounds(keys)
        found = _cells(ordered, starts, sizes, rules)
        found["digest"] = np.add.reduceat(marks[inside], starts)
        found["indicator"], found["code"] = indicator.pk, keys[starts] % CODES
        found["year"] = years[keys[starts] // CODES]
        groups = np.repeat(np.arange(len(starts)), sizes)
        _count(found, groups, seen, order[inside], rules, level)
        if level == Level.ALL_SIZES and summable(indicator):
            _add_totals(found, ordered, starts, sizes, rules.parameters.p_percent)
        cells.append(found)
    return np.concatenate(cells), _records(indicator, member, year, value, places, rules)


def _cells(ordered: Any, starts: Any, sizes: Any, rules: Rules) -> Any:
    """Quantiles and intervals, as far as so many organisations may show them."""
    found = np.zeros(len(starts), CELL)
    for name in FIGURES:
        found[name] = np.nan
    found["n"] = sizes
    found["withheld"] = np.where(sizes < rules.least, FEW, 0)
    quantiles = group_quantiles(ordered, starts, sizes, FRACTIONS)
    found["quantiles"] = np.where(rules.shown[sizes], quantiles, np.nan)
    bounds, coverage = rules.bounds[sizes], rules.coverage[sizes]
    has = ~np.isnan(coverage)
    at = starts[:, None, None] + bounds * has[:, :, None]
    found["low"] = np.where(has, ordered[at[:, :, 0]], np.nan)
    found["high"] = np.where(has, ordered[at[:, :, 1]], np.nan)
    found["coverage"] = coverage
    return found


def _count(found: Any, groups: Any, seen: Observed, order: Any, rules: Rules, level: int) -> None:
    """How many were estimated, how far they are verified, and how many peers the indicator applies to."""
    number = len(found)
    found["estimated"] = np.bincount(groups, weights=seen.estimated[order], minlength=number)
    by_level = np.bincount(groups * LEVELS + seen.assurance[order], minlength=number * LEVELS)
    found["assurance"] = by_level.reshape(number, LEVELS)
    absent = seen.absent_year * CODES + widened(rules.members.codes[seen.absent_member].astype(np.int64), level)
    keys, counts = np.unique(absent, return_counts=True)
    if len(keys):
        wanted = found["year"].astype(np.int64) * CODES + found["code"]
        at = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
        found["not_applicable"] = np.where(keys[at] == wanted, counts[at], 0)
    found["peers"] = rules.peers[found["code"]] - found["not_applicable"]


def _add_totals(found: Any, ordered: Any, starts: Any, sizes: Any, p_percent: float) -> None:
    """Sums of the groups of one level (sub-sector and country group), where the p % rule allows it."""
    shown = np.flatnonzero(found["withheld"] == 0)
    totals, largest, rest = group_sums(ordered, starts[shown], sizes[shown])
    allowed = rest >= p_percent * largest
    found["total"][shown] = np.where(allowed, totals, np.nan)
    found["total_withheld"][shown] = np.where(allowed, 0, DOMINANT)


def _records(indicator: Indicator, member: Any, year: Any, value: Any, places: Any, rules: Rules) -> Records:
    order = np.lexsort((year, member))
    kept = np.zeros(len(order), VALUE)
    kept["indicator"], kept["year"], kept["value"] = indicator.pk, year[order], value[order]
    return Records(member[order], kept, pack_places(places[order], len(rules.members)))
