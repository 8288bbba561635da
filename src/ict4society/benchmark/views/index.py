"""The benchmark as of a snapshot."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.benchmark.groups import REGIONS, SECTORS, SIZES, Group
from ict4society.benchmark.models import Snapshot
from ict4society.benchmark.parameters import Parameters
from ict4society.benchmark.policies import snapshots_visible_to
from ict4society.benchmark.queries import latest_snapshot, measured_indicators, peer_counts, snapshots
from ict4society.benchmark.states import SnapshotState
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import active_mandates
from ict4society.organisations.states import SizeClass

MOST_SNAPSHOTS = 40
PEOPLE = dict(zip(SIZES, ("< 10", "10–49", "50–249", "≥ 250"), strict=True))
"""The size classes in figures: as heads of columns their names are too long for the page."""


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The newest snapshot."""
    return show_snapshot(request, latest_snapshot())


@public
@require_safe
def snapshot(request: HttpRequest, number: int) -> HttpResponse:
    """One snapshot; it never changes."""
    return show_snapshot(request, find_snapshot(request, number))


def find_snapshot(request: HttpRequest, number: int) -> Snapshot:
    """A published one."""
    return get_visible(published_snapshots(request.user, number))


def published_snapshots(user: Any, number: int) -> QuerySet[Snapshot]:
    """The one of this number, if there is one."""
    return snapshots_visible_to(user).filter(state=SnapshotState.PUBLISHED, number=number)


def show_snapshot(
    request: HttpRequest, found: Snapshot | None, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    """The peer groups with their members, the indicators, the rules; ``refusal`` of an order."""
    counts = peer_counts(found) if found else {}
    own = active_mandates(request.user) if request.user.is_authenticated else []
    context: dict[str, Any] = {
        "snapshot": found,
        "snapshots": list(snapshots(request.user)[:MOST_SNAPSHOTS]),
        "parameters": Parameters.of(found.parameters) if found else Parameters(),
        "indicators": _indicators(found) if found else [],
        "everybody": Group(),
        "regions": _regions(counts),
        "number_head": [(people, "number") for people in PEOPLE.values()] + [(_("All sizes"), "number")],
        "own": [each.organisation for each in own if each.organisation.group == "enterprise"],
        "may_make": can(request.user, "benchmark.make_snapshot"),
        "refusal": refusal,
    }
    return page(request, "benchmark/index.html", context, tags=("benchmark",), status=status)


def _indicators(found: Snapshot) -> list[dict[str, Any]]:
    """The measured indicators with the name of their topic, by which the page groups them."""
    return [
        {"indicator": each, "topic": str(each.topic or _("Without a topic")), "year": year, "n": n}
        for each, year, n in measured_indicators(found)
    ]


def _regions(counts: dict[Group, int]) -> list[dict[str, Any]]:
    """The groups that have members: one table for each country group, sub-sectors by size classes."""
    found = []
    for region, (_key, name, _countries) in REGIONS.items():
        if not counts.get(Group(region)):
            continue
        rows = [
            {
                "group": Group(region, sector),
                "label": label,
                "count": counts[Group(region, sector)],
                "cells": [
                    (group, counts.get(group, 0), SizeClass(SIZES[size]).label)
                    for size in SIZES
                    for group in (Group(region, sector, size),)
                ],
            }
            for sector, (_code, label, _second, _later) in SECTORS.items()
            if counts.get(Group(region, sector))
        ]
        found.append({"group": Group(region), "label": name, "count": counts[Group(region)], "rows": rows})
    return found
