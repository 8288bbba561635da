"""Jobs of the benchmark."""

from __future__ import annotations

from ict4society.benchmark.actions.compute import compute_snapshot
from ict4society.benchmark.actions.order import TASK, order_snapshot
from ict4society.foundation.policy import Conflict
from ict4society.foundation.tasks import periodic, task


@task(name=TASK, queue="results", retry=False)
def compute(snapshot_id: int) -> None:
    """Compute one snapshot; one that failed is not tried again by itself, since it would fail again."""
    compute_snapshot(snapshot_id)


@periodic(name="benchmark.order_snapshot", cron="20 3 1 1,4,7,10 *")
def order(timestamp: int) -> None:
    """A snapshot each quarter."""
    try:
        order_snapshot(actor=None)
    except Conflict:
        return  # an operator's is being computed
