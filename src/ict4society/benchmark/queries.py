"""Named reads of the benchmark: snapshots, groups, one's own position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ict4society.benchmark.arrays import unpack
from ict4society.benchmark.figures import CellKey, Figures, Shown, chosen_cells, distributions, distributions_at
from ict4society.benchmark.groups import Group
from ict4society.benchmark.models import Member, Snapshot
from ict4society.benchmark.policies import snapshots_visible_to
from ict4society.benchmark.states import SnapshotState
from ict4society.benchmark.statistics import Position
from ict4society.organisations.models import Organisation
from ict4society.reporting.models import Indicator

__all__ = [
    "CellKey",
    "Figures",
    "OwnPosition",
    "Shown",
    "chosen_cells",
    "distributions",
    "distributions_at",
    "group_of",
    "groups_of",
    "latest_snapshot",
    "measured_indicators",
    "newest_keys",
    "own_values",
    "peer_counts",
    "peers_of",
    "placed",
    "positions",
    "snapshots",
]


LARGE = ("definition", "applicability", "crosswalk", "options", "xbrl", "formula", "topic__descriptions")
"""Fields of an indicator and its topic that no list shows: with many indicators, reading them is half of a page."""


def latest_snapshot() -> Snapshot | None:
    """The newest published one."""
    return Snapshot.objects.filter(state=SnapshotState.PUBLISHED).order_by("-number").first()


def snapshots(user: Any) -> QuerySet[Snapshot]:
    """What the reader may see, newest first."""
    return snapshots_visible_to(user).select_related("made_by").defer("overview").order_by("-number")


def newest_keys(snapshot: Snapshot) -> list[CellKey]:
    """Each indicator with values in the snapshot, and its newest year."""
    return [(pk, year) for pk, year, _n in snapshot.overview.get("indicators", ())]


def measured_indicators(snapshot: Snapshot) -> list[tuple[Indicator, int, int]]:
    """Indicators with values in the snapshot, each with its newest year and how many organisations reported then."""
    newest = {pk: (year, n) for pk, year, n in snapshot.overview.get("indicators", ())}
    indicators = Indicator.objects.filter(pk__in=newest).select_related("topic", "version__standard").defer(*LARGE)
    return [
        (each, *newest[each.pk]) for each in indicators.order_by("version__standard__name", "version", "position", "pk")
    ]


def group_of(snapshot: Snapshot, organisation: Organisation) -> Group | None:
    """In which peer group the organisation was; None when it was in none."""
    return groups_of(snapshot, [organisation.pk]).get(organisation.pk)


def groups_of(snapshot: Snapshot, organisations: list[int]) -> dict[int, Group]:
    """In which peer groups these organisations were, as far as they were in any."""
    rows = Member.objects.filter(snapshot=snapshot, organisation_id__in=organisations)
    return {pk: Group(*named) for pk, *named in rows.values_list("organisation_id", "region", "sector", "size")}


def peer_counts(snapshot: Snapshot) -> dict[Group, int]:
    """How many members each group that has any had, wide ones included."""
    return {Group(*named): number for *named, number in snapshot.overview.get("groups", ())}


def peers_of(snapshot: Snapshot, group: Group) -> QuerySet[Member]:
    """The members of a group."""
    named = {"region": group.region, "sector": group.sector, "size": group.size}
    return Member.objects.filter(snapshot=snapshot, **{name: number for name, number in named.items() if number})


OwnValue = tuple[float, list[int], list[int]]
"""What an organisation had reported, and how many lay below and equal to it in each of its four groups."""


@dataclass(frozen=True, slots=True)
class OwnPosition:
    """Where an organisation stands in the figures that its group sees."""

    value: float
    position: Position


def own_values(organisation: Organisation, cells: Mapping[CellKey, tuple[int, Group]]) -> dict[CellKey, OwnValue]:
    """What the organisation had reported when these figures were computed, and its places in the four groups then.

    ``cells``: the snapshot that computed the figures, and the group that they are of. Nothing where the organisation
    had not reported, or was not in that group then. One query.
    """
    rows = Member.objects.filter(organisation=organisation, snapshot_id__in={since for since, _group in cells.values()})
    found = {}
    for since, values, places, *named in rows.values_list(
        "snapshot_id", "values", "places", "region", "sector", "size"
    ):
        mine = set(Group(*named).ladder)
        kept, stood = unpack(bytes(values), bytes(places))
        keys = zip(kept["indicator"].tolist(), kept["year"].tolist(), strict=True)
        for key, value, counts in zip(keys, kept["value"].tolist(), stood.tolist(), strict=True):
            if key in cells and cells[key][0] == since and cells[key][1] in mine:
                found[key] = (value, counts[:4], counts[4:])
    return found


def positions(organisation: Organisation, shown: dict[CellKey, Shown]) -> dict[CellKey, OwnPosition]:
    """The mid-rank of one's own value among the others of the group whose figures are shown; one query for all.

    Only where figures are shown: elsewhere the rank would tell about a few. The policy is asked by the caller.
    """
    visible = {key: (each.cell.figures_of_id, each.cell.group) for key, each in shown.items() if each.is_shown}
    return placed(own_values(organisation, visible), shown)


def placed(values: Mapping[CellKey, OwnValue], shown: Mapping[CellKey, Shown]) -> dict[CellKey, OwnPosition]:
    """The same from ``own_values`` of the figures that are shown."""
    found = {}
    for key in values.keys() & shown.keys():
        cell, (value, below, ties) = shown[key].cell, values[key]
        if shown[key].is_shown:
            level = cell.group.level
            found[key] = OwnPosition(value, Position(below=below[level], ties=ties[level], others=cell.n - 1))
    return found
