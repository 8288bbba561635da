"""Ask for a round's result to be computed, once for many positions."""

from __future__ import annotations

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

TASK = "deliberation.compute_result"
DEBOUNCE = 3
"""Seconds that further positions may join one computation."""


def compute_soon(round_id: int, *, seconds: int = DEBOUNCE) -> None:
    """After this transaction's commit, queue one computation of the round unless one is waiting already.

    After the commit: a job that waits then starts later, hence sees what was written. Whatever is lost between the
    commit and the queue is found by the periodic job ``deliberation.compute_stale_results``.
    """
    transaction.on_commit(lambda: _enqueue(round_id, seconds), robust=True)


def _enqueue(round_id: int, seconds: int) -> None:
    lock = f"{TASK}:{round_id}"
    with connection.cursor() as cursor:
        # The usual case while people vote. Asking first is cheaper than a refused INSERT, and keeps it out of the log.
        cursor.execute("SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo'", [lock])
        if cursor.fetchone() is not None:
            return
    job = app.configure_task(
        TASK,
        queueing_lock=lock,
        lock=lock,
        queue="results",
        schedule_in={"seconds": seconds} if seconds else None,
    )
    try:
        with transaction.atomic():
            job.defer(round_id=round_id)
    except AlreadyEnqueued:
        return
