"""The benchmark for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from ict4society.benchmark.actions.order import order_snapshot
from ict4society.benchmark.groups import Group, all_groups
from ict4society.benchmark.models import Snapshot
from ict4society.benchmark.policies import snapshots_visible_to
from ict4society.benchmark.queries import (
    Figures,
    distributions,
    distributions_at,
    group_of,
    measured_indicators,
    newest_keys,
    peer_counts,
    positions,
)
from ict4society.benchmark.states import SnapshotState
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.organisations.policies import organisations_visible_to
from ict4society.reporting.models import Indicator

router = Router(tags=["benchmark"])


class SnapshotOut(Schema):
    """A frozen benchmark."""

    number: int
    state: str
    url: str
    ordered_at: datetime
    published_at: datetime | None
    organisations: int
    values: int
    parameters: dict[str, Any]


class GroupOut(Schema):
    """A peer group with its number of members."""

    key: str
    level: int
    wider: str = Field(description="Key of the group to which it falls back; empty for everybody.")
    members: int


class IntervalOut(Schema):
    """By order statistics."""

    low: float
    high: float
    coverage: float


class FiguresOut(Schema):
    """An indicator in a year, as a group sees it. Fractions for percentages."""

    indicator: int
    key: str
    unit: str
    year: int
    group: str = Field(description="The group whose figures these are: the one asked for, or a wider one.")
    fallback: bool
    withheld: str
    n: int
    peers: int
    not_applicable: int
    estimated: int
    p10: float | None
    p25: float | None
    median: float | None
    p75: float | None
    p90: float | None
    median_interval: IntervalOut | None
    total: float | None
    figures_of_snapshot: int
    method: str = "Hyndman-Fan type 7"


class PositionOut(Schema):
    """Where your organisation stands."""

    figures: FiguresOut
    own_value: float
    below: int
    ties: int
    others: int
    mid_rank: float
    better_than: float | None


class SnapshotIn(Schema):
    """A remark that is shown with it."""

    note: str = Field("", max_length=300)


def _snapshot_out(snapshot: Snapshot) -> SnapshotOut:
    names = ("number", "state", "ordered_at", "published_at", "organisations", "values", "parameters")
    return SnapshotOut(url=snapshot.get_absolute_url(), **{name: getattr(snapshot, name) for name in names})


def _published(request: HttpRequest, number: int) -> Snapshot:
    return get_visible(snapshots_visible_to(request.user).filter(state=SnapshotState.PUBLISHED), number=number)


def _group(key: str) -> Group:
    try:
        return Group.parse(key)
    except ValueError as error:
        raise Http404 from error


def _figures_out(cell: Figures, indicator: Indicator, asked: Group) -> FiguresOut:
    names = ("n", "peers", "not_applicable", "estimated", "withheld", "year", "p10", "p25", "p75", "p90", "total")
    bounds = cell.p50_interval
    return FiguresOut(
        indicator=indicator.pk,
        key=indicator.key,
        unit="" if indicator.value_type == "percent" else indicator.unit,
        group=cell.group.key,
        fallback=cell.group != asked,
        median=cell.p50,
        median_interval=IntervalOut(low=bounds[0], high=bounds[1], coverage=bounds[2]) if bounds else None,
        figures_of_snapshot=cell.computed_in,
        **{name: getattr(cell, name) for name in names},
    )


@router.get("/snapshots", auth=read_scope(optional=True), response=Page[SnapshotOut])
def list_snapshots(request: HttpRequest, query: Query[PageQuery]) -> Page[Any]:
    """Snapshots, newest first."""
    return paginate(snapshots_visible_to(request.user), query, order=("-number",), shape=_snapshot_out)


@router.post("/snapshots", auth=write_scope(), response={202: SnapshotOut})
def create_snapshot(request: HttpRequest, body: SnapshotIn) -> Status[SnapshotOut]:
    """Order a snapshot (operators); 409 while one is being computed."""
    actor = Actor(request.user)
    require(request.user, "benchmark.make_snapshot")
    note = body.note.replace("\0", "")

    def act() -> Ref:
        return Ref("benchmark.snapshot", order_snapshot(actor=actor, note=note).pk)

    ref = once(actor, idempotency_key(request), act)
    return Status(202, _snapshot_out(Snapshot.objects.get(pk=ref.id)))


@router.get("/snapshots/{number}", auth=read_scope(optional=True), response=SnapshotOut)
def show_snapshot(request: HttpRequest, number: int) -> SnapshotOut:
    """One snapshot with the rules by which it was computed."""
    return _snapshot_out(get_visible(snapshots_visible_to(request.user), number=number))


@router.get("/snapshots/{number}/groups", auth=read_scope(optional=True), response=list[GroupOut])
def list_groups(request: HttpRequest, number: int) -> list[GroupOut]:
    """The peer groups that have members."""
    counts = peer_counts(_published(request, number))
    return [
        GroupOut(key=each.key, level=each.level, wider=each.wider.key if each.wider else "", members=counts[each])
        for each in all_groups()
        if counts.get(each)
    ]


@router.get("/snapshots/{number}/groups/{key}", auth=read_scope(optional=True), response=list[FiguresOut])
def show_group(request: HttpRequest, number: int, key: str) -> list[FiguresOut]:
    """Every indicator in its newest year."""
    found, asked = _published(request, number), _group(key)
    measured = measured_indicators(found)
    shown = distributions_at(found, asked, newest_keys(found))
    return [
        _figures_out(shown[each.pk, year].cell, each, asked) for each, year, _n in measured if (each.pk, year) in shown
    ]


@router.get(
    "/snapshots/{number}/groups/{key}/indicators/{indicator_id}",
    auth=read_scope(optional=True),
    response=list[FiguresOut],
)
def show_figures(request: HttpRequest, number: int, key: str, indicator_id: int) -> list[FiguresOut]:
    """An indicator over the years."""
    found, asked = _published(request, number), _group(key)
    indicator = get_visible(Indicator.objects.all(), pk=indicator_id)
    shown = distributions(found, asked, [indicator.pk])
    return [_figures_out(shown[each].cell, indicator, asked) for each in sorted(shown)]


@router.get("/snapshots/{number}/positions/{organisation_id}", auth=read_scope(), response=list[PositionOut])
def show_positions(request: HttpRequest, number: int, organisation_id: int) -> list[PositionOut]:
    """Where your organisation stands: every indicator and year in which it reported. For those who speak for it."""
    organisation = get_visible(organisations_visible_to(request.user), pk=organisation_id)
    require(request.user, "benchmark.view_position", organisation)
    found = _published(request, number)
    asked = group_of(found, organisation)
    if asked is None:
        return []
    names = {each.pk: each for each, _year, _n in measured_indicators(found)}
    shown = distributions(found, asked, names)
    placed = positions(organisation, shown)
    return [
        PositionOut(
            figures=_figures_out(shown[key].cell, names[key[0]], asked),
            own_value=own.value,
            below=own.position.below,
            ties=own.position.ties,
            others=own.position.others,
            mid_rank=own.position.rank,
            better_than=own.position.better_than(names[key[0]].direction),
        )
        for key, own in sorted(placed.items())
    ]
