"""Snapshots of what the enterprises reported."""

from __future__ import annotations

from functools import partial

from ict4society.benchmark.actions.compute import compute_snapshot
from ict4society.benchmark.actions.order import order_snapshot
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.timeline import Timeline

SNAPSHOTS = ((98.0, "After the reports of five years."), (12.0, "After corrections of the summer."))
"""Days ago, and why."""


def plan_benchmark(timeline: Timeline, community: Community) -> None:
    """An operator makes two: in the second, figures of groups in which few changed are those of the first."""
    for days, note in SNAPSHOTS:
        timeline.plan(days, partial(_take, community, note))


def _take(community: Community, note: str) -> None:
    compute_snapshot(order_snapshot(actor=community.actor("helmi", personal=True), note=note).pk)
