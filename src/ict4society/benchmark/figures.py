"""The figures that a group sees, read as plain rows: no model instance for each of hundreds of cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ict4society.benchmark.groups import Group
from ict4society.benchmark.models import Snapshot
from ict4society.benchmark.states import Withheld

CellKey = tuple[int, int]
"""Indicator and year."""
FIELDS = (
    *("pk", "snapshot_id", "figures_of_id", "computed_in", "indicator_id", "year", "region", "sector", "size"),
    *("n", "peers", "not_applicable", "estimated", "assurance", "p10", "p25", "p50", "p75", "p90", "p50_interval"),
    *("total", "withheld", "total_withheld"),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """A row of ``Cell`` with the number of the snapshot that computed it."""

    pk: int
    snapshot_id: int
    figures_of_id: int
    computed_in: int
    indicator_id: int
    year: int
    region: int
    sector: int
    size: int
    n: int
    peers: int
    not_applicable: int
    estimated: int
    assurance: list[int]
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None
    p50_interval: list[float] | None
    total: float | None
    withheld: str
    total_withheld: str

    @property
    def group(self) -> Group:
        return Group(self.region, self.sector, self.size)

    @property
    def why(self) -> str:
        """Why nothing is shown, in the reader's language."""
        return str(Withheld(self.withheld).label) if self.withheld else ""

    @property
    def why_no_total(self) -> str:
        """Why there is no sum, in the reader's language."""
        return str(Withheld(self.total_withheld).label) if self.total_withheld else ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures that a group sees for one indicator and year: its own, or those of the next wider group."""

    cell: Figures
    asked: Group
    narrow: Figures | None
    """The group's own cell, which says how many reported and why it shows nothing."""

    @property
    def is_fallback(self) -> bool:
        cell, asked = self.cell, self.asked
        return (cell.region, cell.sector, cell.size) != (asked.region, asked.sector, asked.size)

    @property
    def is_shown(self) -> bool:
        return not self.cell.withheld


_COLUMNS = ", ".join({"pk": "c.id", "computed_in": "f.number"}.get(name, f"c.{name}") for name in FIELDS)
LADDER = f"""
SELECT {_COLUMNS} FROM unnest(%(regions)s::int2[], %(sectors)s::int2[], %(sizes)s::int2[]) AS g(region, sector, size)
JOIN benchmark_cell c ON c.snapshot_id = %(snapshot)s AND c.region = g.region AND c.sector = g.sector
    AND c.size = g.size
JOIN benchmark_snapshot f ON f.id = c.figures_of_id
"""  # noqa: S608 — composed of our own texts; every value is an argument
OF_INDICATORS = LADDER + "WHERE c.indicator_id = ANY(%(indicators)s)"
OF_KEYS = LADDER + (
    "JOIN unnest(%(indicators)s::int8[], %(years)s::int2[]) AS k(indicator_id, year)"
    " ON k.indicator_id = c.indicator_id AND k.year = c.year"
)
CHOSEN = """
SELECT DISTINCT ON (c.indicator_id, c.year) c.indicator_id, c.year, c.figures_of_id, c.region, c.sector, c.size
FROM unnest(%(regions)s::int2[], %(sectors)s::int2[], %(sizes)s::int2[]) WITH ORDINALITY
    AS g(region, sector, size, wide)
JOIN benchmark_cell c ON c.snapshot_id = %(snapshot)s AND c.region = g.region AND c.sector = g.sector
    AND c.size = g.size
ORDER BY c.indicator_id, c.year, c.withheld <> '', CASE WHEN c.withheld = '' THEN g.wide ELSE -g.wide END
"""


def _groups(snapshot: Snapshot, group: Group) -> dict[str, Any]:
    ladder = group.ladder
    return {
        "snapshot": snapshot.pk,
        "regions": [each.region for each in ladder],
        "sectors": [each.sector for each in ladder],
        "sizes": [each.size for each in ladder],
    }


def distributions(snapshot: Snapshot, group: Group, indicators: Iterable[int]) -> dict[CellKey, Shown]:
    """Of these indicators in every year the narrowest cell of the group's ladder that has figures; else the widest."""
    return _shown(group, OF_INDICATORS, {**_groups(snapshot, group), "indicators": list(indicators)})


def distributions_at(snapshot: Snapshot, group: Group, keys: Iterable[CellKey]) -> dict[CellKey, Shown]:
    """The same for these indicators and years only."""
    wanted = list(keys)
    arguments = {"indicators": [each for each, _year in wanted], "years": [year for _each, year in wanted]}
    return _shown(group, OF_KEYS, {**_groups(snapshot, group), **arguments})


def _shown(group: Group, sql: str, arguments: dict[str, Any]) -> dict[CellKey, Shown]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        rows = [Figures(*row) for row in cursor.fetchall()]
    found: dict[CellKey, dict[tuple[int, int, int], Figures]] = {}
    for cell in rows:
        found.setdefault((cell.indicator_id, cell.year), {})[cell.region, cell.sector, cell.size] = cell
    steps = [(each.region, each.sector, each.size) for each in group.ladder]
    shown = {}
    for key, cells in found.items():
        ladder = [cells[step] for step in steps if step in cells]
        chosen = next((cell for cell in ladder if not cell.withheld), ladder[-1])
        shown[key] = Shown(cell=chosen, asked=group, narrow=cells.get(steps[0]))
    return shown


def chosen_cells(snapshot: Snapshot, group: Group) -> dict[CellKey, tuple[int, Group]]:
    """Whose figures the group sees of each indicator and year: the id of the snapshot that computed them, and of whom.

    The same choice as ``distributions`` makes, without the figures.
    """
    with connection.cursor() as cursor:
        cursor.execute(CHOSEN, _groups(snapshot, group))
        rows = cursor.fetchall()
    groups: dict[tuple[int, int, int], Group] = {}
    for _indicator, _year, _since, *named in rows:
        groups.setdefault((*named,), Group(*named))
    return {(indicator, year): (since, groups[*named,]) for indicator, year, since, *named in rows}
