"""Put a failed job back into the queue."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, require
from ict4society.foundation.tasks.health import failed_job, retry_failed
from ict4society.operations.events import JobRetried


class JobGone(Conflict):
    """The job is not failed any more."""


@transaction.atomic
def retry_job(*, actor: Actor, job_id: int) -> None:
    """Run it once more, now. Raises Forbidden, and JobGone when somebody else was first."""
    require(actor.user, "operations.retry_job")
    job = failed_job(job_id)
    if job is None or not retry_failed(job_id):
        raise JobGone(_("This job is not among the failed ones any more."))
    emit(JobRetried(job_id, job.task), actor=actor)
