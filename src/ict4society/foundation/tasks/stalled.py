"""Jobs of workers that have died are given back to the queue."""

from __future__ import annotations

import asyncio

import procrastinate
import structlog
from procrastinate import utils
from procrastinate.jobs import Status

from ict4society.foundation.tasks.task import MAX_ATTEMPTS

logger = structlog.get_logger(__name__)


async def revive_stalled(app: procrastinate.App, dead_after: float) -> int:
    """Give back every job whose worker has been silent for ``dead_after`` seconds or is gone; returns how many.

    A job that has outlived its attempts (it may be what kills the workers) becomes failed instead.
    """
    await app.job_manager.prune_stalled_workers(dead_after)
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=dead_after))
    for job in stalled:
        if job.attempts >= MAX_ATTEMPTS:
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await app.job_manager.retry_job(job, retry_at=utils.utcnow())
        logger.warning("job of a dead worker", job=job.id, task=job.task_name, attempts=job.attempts)
    return len(stalled)


async def keep_reviving(app: procrastinate.App, dead_after: float) -> None:
    """Look for such jobs now and every half of ``dead_after`` seconds. A fault of the database ends one look only."""
    while True:
        try:
            await revive_stalled(app, dead_after)
        except Exception:
            logger.exception("looking for stalled jobs failed")
        await asyncio.sleep(dead_after / 2)
