"""Named reads of the benchmark: distributions, one's own position, gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from ict4society.benchmark.groups import Group
from ict4society.benchmark.models import Cell, Member, Snapshot
from ict4society.benchmark.policies import snapshots_visible_to
from ict4society.benchmark.states import SnapshotState
from ict4society.benchmark.statistics import Position
from ict4society.organisations.models import Organisation
from ict4society.reporting.models import Indicator

CellKey = tuple[int, int]
"""Indicator and year."""


def latest_snapshot() -> Snapshot | None:
    """The newest published one."""
    return Snapshot.objects.filter(state=SnapshotState.PUBLISHED).order_by("-number").first()


def snapshots(user: Any) -> QuerySet[Snapshot]:
    """What the reader may see, newest first."""
    return snapshots_visible_to(user).select_related("made_by").order_by("-number")


def measured_indicators(snapshot: Snapshot) -> list[tuple[Indicator, int, int]]:
    """Indicators with values in the snapshot, each with its newest year and how many organisations reported then."""
    rows = Cell.objects.filter(snapshot=snapshot, region=0, sector=0, size=0)
    newest: dict[int, Cell] = {}
    for cell in rows.order_by("year"):
        newest[cell.indicator_id] = cell
    indicators = Indicator.objects.filter(pk__in=newest).select_related("topic", "version__standard")
    return [
        (each, newest[each.pk].year, newest[each.pk].n)
        for each in indicators.order_by("version__standard__name", "version", "position", "pk")
    ]


def group_of(snapshot: Snapshot, organisation: Organisation) -> Group | None:
    """In which peer group the organisation was; None when it was in none."""
    member = Member.objects.filter(snapshot=snapshot, organisation=organisation).first()
    return Group(member.region, member.sector, member.size) if member else None


def peer_counts(snapshot: Snapshot) -> dict[Group, int]:
    """How many members each group that has any had, wide ones included."""
    counted: dict[Group, int] = {}
    members = Member.objects.filter(snapshot=snapshot).values_list("region", "sector", "size")
    for region, sector, size, number in members.annotate(number=Count("pk")).order_by():
        for group in Group(region, sector, size).ladder:
            counted[group] = counted.get(group, 0) + number
    return counted


def peers_of(snapshot: Snapshot, group: Group) -> QuerySet[Member]:
    """The members of a group."""
    named = {"region": group.region, "sector": group.sector, "size": group.size}
    return Member.objects.filter(snapshot=snapshot, **{name: number for name, number in named.items() if number})


def _within(groups: Iterable[Group]) -> Q:
    found = Q(pk__in=[])
    for group in groups:
        found |= Q(region=group.region, sector=group.sector, size=group.size)
    return found


@dataclass(frozen=True)
class Shown:
    """The figures that a group sees for one indicator and year: its own, or those of the next wider group."""

    cell: Cell
    asked: Group
    narrow: Cell | None
    """The group's own cell, which says how many reported and why it shows nothing."""

    @property
    def is_fallback(self) -> bool:
        return self.cell.group != self.asked

    @property
    def is_shown(self) -> bool:
        return not self.cell.withheld


def distributions(
    snapshot: Snapshot, group: Group, indicators: Iterable[int], years: Iterable[int] | None = None
) -> dict[CellKey, Shown]:
    """For each indicator and year the narrowest cell of the group's ladder that has figures; else the widest one."""
    rows = Cell.objects.filter(_within(group.ladder), snapshot=snapshot, indicator_id__in=list(indicators))
    if years is not None:
        rows = rows.filter(year__in=list(years))
    found: dict[CellKey, dict[Group, Cell]] = {}
    for cell in rows.select_related("figures_of"):
        found.setdefault((cell.indicator_id, cell.year), {})[cell.group] = cell
    shown = {}
    for key, cells in found.items():
        ladder = [cells[each] for each in group.ladder if each in cells]
        chosen = next((cell for cell in ladder if not cell.withheld), ladder[-1])
        shown[key] = Shown(cell=chosen, asked=group, narrow=cells.get(group))
    return shown


@dataclass(frozen=True)
class OwnPosition:
    """Where an organisation stands in the figures that its group sees."""

    value: float
    position: Position


KEYS = """
unnest(%(snapshots)s::bigint[], %(indicators)s::bigint[], %(years)s::smallint[], %(regions)s::smallint[],
    %(sectors)s::smallint[], %(sizes)s::smallint[], %(values)s::float8[])
    AS k(snapshot_id, indicator_id, year, region, sector, size, own)
JOIN benchmark_sample s ON s.snapshot_id = k.snapshot_id AND s.indicator_id = k.indicator_id AND s.year = k.year
    AND (k.region = 0 OR s.region = k.region) AND (k.sector = 0 OR s.sector = k.sector)
    AND (k.size = 0 OR s.size = k.size)
"""
OWN = f"""
SELECT s.indicator_id, s.year, s.values[array_position(s.organisations, %(organisation)s)]
FROM {KEYS}
JOIN benchmark_member m ON m.snapshot_id = k.snapshot_id AND m.organisation_id = %(organisation)s
    AND m.region = s.region AND m.sector = s.sector AND m.size = s.size
WHERE %(organisation)s = ANY (s.organisations)
"""  # noqa: S608 — composed of our own texts; every value is an argument
PLACE = f"""
SELECT k.indicator_id, k.year, sum(width_bucket(k.own, s.values) - cardinality(array_positions(s.values, k.own))),
    sum(cardinality(array_positions(s.values, k.own))), sum(cardinality(s.values))
FROM {KEYS}
GROUP BY k.indicator_id, k.year
"""  # noqa: S608


def _arguments(shown: dict[CellKey, Shown], own: dict[CellKey, float] | None = None) -> dict[str, Any]:
    keys = list(shown if own is None else own)
    cells = [shown[key].cell for key in keys]
    return {
        "snapshots": [cell.figures_of_id for cell in cells],
        "indicators": [indicator for indicator, _year in keys],
        "years": [year for _indicator, year in keys],
        "regions": [cell.region for cell in cells],
        "sectors": [cell.sector for cell in cells],
        "sizes": [cell.size for cell in cells],
        "values": [None if own is None else own[key] for key in keys],
    }


def own_values(organisation: Organisation, shown: dict[CellKey, Shown]) -> dict[CellKey, float]:
    """What the organisation had reported when the shown figures were computed.

    Nothing where it had not reported, or was not in that group then.
    """
    with connection.cursor() as cursor:
        cursor.execute(OWN, {**_arguments(shown), "organisation": organisation.pk})
        return {(indicator, year): value for indicator, year, value in cursor.fetchall()}


def positions(organisation: Organisation, shown: dict[CellKey, Shown]) -> dict[CellKey, OwnPosition]:
    """The mid-rank of one's own value among the others of the group whose figures are shown; two queries for all.

    Only where figures are shown: elsewhere the rank would tell about a few. The policy is asked by the caller.
    """
    visible = {key: each for key, each in shown.items() if each.is_shown}
    own = own_values(organisation, visible)
    with connection.cursor() as cursor:
        cursor.execute(PLACE, _arguments(visible, own))
        found = {(indicator, year): [int(count) for count in counts] for indicator, year, *counts in cursor.fetchall()}
    return {
        key: OwnPosition(own[key], Position(below=below, ties=equal - 1, others=n - 1))
        for key, (below, equal, n) in found.items()
    }
