"""Compute an ordered snapshot and publish it."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import structlog
from django.db import transaction
from django.utils import timezone

from ict4society.benchmark.actions.carry import carry_over
from ict4society.benchmark.actions.measure import CELL, Records, Rules, measure
from ict4society.benchmark.actions.observe import MEASURED, find_members, observe
from ict4society.benchmark.actions.protect import withhold_parts
from ict4society.benchmark.actions.store import store_cells, store_members
from ict4society.benchmark.arrays import parts_of
from ict4society.benchmark.events import SnapshotFailed, SnapshotPublished
from ict4society.benchmark.models import Snapshot
from ict4society.benchmark.parameters import Parameters
from ict4society.benchmark.states import SnapshotState
from ict4society.foundation.events.emit import emit
from ict4society.reporting.models import Indicator

log = structlog.get_logger(__name__)


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
    members = find_members(parameters)
    rules = Rules(members, parameters)
    found, records = _measured(rules)
    found["figures_of"] = snapshot.pk
    carry_over(snapshot, found, members, records, parameters)
    withhold_parts(found, rules.least)
    store_members(snapshot, members, records)
    store_cells(snapshot, found)
    snapshot.organisations = len(members)
    snapshot.values = sum(len(each.member) for each in records)
    snapshot.overview = _overview(found, rules)
    snapshot.state = SnapshotState.PUBLISHED
    snapshot.published_at = timezone.now()
    snapshot.seconds = round(time.monotonic() - began, 2)
    snapshot.save()
    published = SnapshotPublished(snapshot.pk, snapshot.number, snapshot.organisations, snapshot.values)
    emit(published, actor=None)


def _measured(rules: Rules) -> tuple[Any, list[Records]]:
    """The cells and records of every indicator, one after the other."""
    cells, records = [np.zeros(0, CELL)], []
    for indicator in Indicator.objects.filter(value_type__in=MEASURED).order_by("pk"):
        seen = observe(indicator.pk, rules.members)
        if len(seen.member):
            found, kept = measure(indicator, seen, rules)
            cells.append(found)
            records.append(kept)
    return np.concatenate(cells), records


def _overview(cells: Any, rules: Rules) -> dict[str, Any]:
    """What the pages of a snapshot begin with: its indicators with their newest year, its groups with their members."""
    everybody = cells[cells["code"] == 0]
    newest = {int(cell["indicator"]): cell for cell in everybody[np.argsort(everybody["year"], kind="stable")]}
    codes = np.flatnonzero(rules.peers)
    groups = zip(*(each.tolist() for each in parts_of(codes)), rules.peers[codes].tolist(), strict=True)
    return {
        "indicators": [[pk, int(cell["year"]), int(cell["n"])] for pk, cell in newest.items()],
        "groups": [list(each) for each in groups],
    }


@transaction.atomic
def _fail(snapshot_id: int, reason: str) -> None:
    changed = Snapshot.objects.filter(pk=snapshot_id, state=SnapshotState.BUILDING)
    if changed.update(state=SnapshotState.FAILED, failure=reason):
        emit(SnapshotFailed(snapshot_id, reason), actor=None)
