"""Jobs of rounds."""

from __future__ import annotations

from ict4society.deliberation.actions.close_round import close_due_rounds
from ict4society.deliberation.actions.compute_result import compute_result
from ict4society.deliberation.actions.schedule_result import TASK, compute_soon
from ict4society.deliberation.queries.stale import rounds_with_stale_results
from ict4society.foundation.tasks import periodic, task


@task(name=TASK, queue="results")
def compute_round_result(round_id: int) -> None:
    """Compute one round. Deferred by ``compute_soon`` with a queueing lock, so that many votes wait for one job."""
    compute_result(round_id)


@periodic(name="deliberation.close_due_rounds", cron="* * * * *")
def close_due(timestamp: int) -> None:
    """Close rounds whose end has come."""
    close_due_rounds()


@periodic(name="deliberation.compute_stale_results", cron="*/5 * * * *")
def compute_stale(timestamp: int) -> None:
    """Find rounds whose votes are newer than their result: a node died between a commit and the queue."""
    for round_id in rounds_with_stale_results():
        compute_soon(round_id, seconds=0)
