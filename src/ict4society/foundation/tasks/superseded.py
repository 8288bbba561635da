"""A job that fails while another one of the same queueing lock waits already."""

from __future__ import annotations

from typing import Any

import structlog
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

logger = structlog.get_logger(__name__)


class PatientManager(JobManager):
    """Gives a failed (or stalled) job back to the queue, unless the one that waits there does the same work.

    Procrastinate would trip over the lock, leave the job as being done for ever, and with it everything that waits for
    its lock: a round that gets votes all the time would never be computed again.
    """

    async def retry_job(self, job: Job, *args: Any, **options: Any) -> None:
        """Wait for another attempt, or make way for the job that waits already."""
        try:
            await super().retry_job(job, *args, **options)
        except UniqueViolation:
            logger.warning("a failed job makes way for the one that waits", job=job.id, task=job.task_name)
            await self.finish_job(job, status=Status.ABORTED, delete_job=True)
