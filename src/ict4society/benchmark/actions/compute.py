"""Compute an ordered snapshot and publish it."""

from __future__ import annotations

import time

import structlog
from django.db import connection, transaction
from django.utils import timezone

from ict4society.benchmark.actions.measure import gather_members, gather_samples, measure, prepare
from ict4society.benchmark.actions.protect import add_totals, carry_over, withhold_parts
from ict4society.benchmark.events import SnapshotFailed, SnapshotPublished
from ict4society.benchmark.models import Snapshot
from ict4society.benchmark.parameters import Parameters
from ict4society.benchmark.states import SnapshotState
from ict4society.foundation.events.emit import emit

log = structlog.get_logger(__name__)
WORK_MEM = "256MB"
"""For the sorts of this transaction only."""


def compute_snapshot(snapshot_id: int) -> None:
    """All of it or nothing; once. One that cannot be computed is marked as failed, and a new one can be ordered."""
    try:
        _compute(snapshot_id)
    except Exception as error:
        log.exception("benchmark.snapshot_failed", snapshot_id=snapshot_id)
        _fail(snapshot_id, type(error).__name__)
        raise


@transaction.atomic
def _compute(snapshot_id: int) -> None:
    snapshot = Snapshot.objects.select_for_update(no_key=True).get(pk=snapshot_id)
    if snapshot.state != SnapshotState.BUILDING:
        return
    began = time.monotonic()
    parameters = Parameters.of(snapshot.parameters)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('work_mem', %s, true)", [WORK_MEM])
    snapshot.organisations = gather_members(snapshot, parameters)
    snapshot.values = gather_samples(snapshot)
    prepare(snapshot, parameters)
    measure(snapshot)
    add_totals(snapshot, parameters)
    carry_over(snapshot, parameters)
    withhold_parts(snapshot, parameters)
    snapshot.state = SnapshotState.PUBLISHED
    snapshot.published_at = timezone.now()
    snapshot.seconds = round(time.monotonic() - began, 2)
    snapshot.save()
    published = SnapshotPublished(snapshot.pk, snapshot.number, snapshot.organisations, snapshot.values)
    emit(published, actor=None)


@transaction.atomic
def _fail(snapshot_id: int, reason: str) -> None:
    changed = Snapshot.objects.filter(pk=snapshot_id, state=SnapshotState.BUILDING)
    if changed.update(state=SnapshotState.FAILED, failure=reason):
        emit(SnapshotFailed(snapshot_id, reason), actor=None)
