"""What operators do that no feature records."""

from __future__ import annotations

from ict4society.foundation.events import Event, event


@event("operations.job_retried")
class JobRetried(Event):
    """An operator put a failed job back into the queue."""

    job_id: int
    task: str
