"""What the queue looks like: for ``/readyz``, ``doctor`` and the operator's console."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

SILENT_AFTER = 30.0
"""Seconds since the last heartbeat after which no worker counts as alive."""


@dataclass(frozen=True, slots=True)
class QueueHealth:
    """The state of the queue at one moment."""

    last_heartbeat: datetime | None
    waiting: int
    """Jobs that are due and not begun."""
    oldest_waiting: datetime | None
    failed: int

    @property
    def worker_alive(self) -> bool:
        """Whether some worker has given a sign of life in the last 30 seconds."""
        if self.last_heartbeat is None:
            return False
        return (timezone.now() - self.last_heartbeat).total_seconds() <= SILENT_AFTER


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that has used up its attempts."""

    id: int
    task: str
    args: dict[str, Any]
    attempts: int
    failed_at: datetime | None


def queue_health() -> QueueHealth:
    """Ask the database: one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT max(last_heartbeat) FROM procrastinate_workers),"
            " count(*) FILTER (WHERE due), min(coalesce(scheduled_at, queued_at)) FILTER (WHERE due),"
            " count(*) FILTER (WHERE status = 'failed')"
            " FROM (SELECT job.status, job.scheduled_at,"
            "  (job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= now())) AS due,"
            "  (SELECT min(at) FROM procrastinate_events event"
            "   WHERE event.job_id = job.id AND event.type = 'deferred') AS queued_at"
            "  FROM procrastinate_jobs job WHERE job.status IN ('todo', 'failed')) AS jobs"
        )
        heartbeat, waiting, oldest, failed = cursor.fetchone()
    return QueueHealth(heartbeat, waiting, oldest, failed)


_FAILED = (
    "SELECT job.id, job.task_name, job.args, job.attempts, max(event.at) FROM procrastinate_jobs job"
    " LEFT JOIN procrastinate_events event ON event.job_id = job.id"
    " WHERE job.status = 'failed' AND (%(id)s::bigint IS NULL OR job.id = %(id)s)"
    " GROUP BY job.id ORDER BY job.id DESC LIMIT %(limit)s"
)


def failed_jobs(limit: int = 100) -> list[FailedJob]:
    """The latest failed jobs: one query."""
    return _failed(None, limit)


def failed_job(job_id: int) -> FailedJob | None:
    """One failed job, or None when there is none of that number."""
    return next(iter(_failed(job_id, 1)), None) if job_id < 2**63 else None


def _failed(job_id: int | None, limit: int) -> list[FailedJob]:
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, {"id": job_id, "limit": limit})
        return [
            FailedJob(number, name, args if isinstance(args, dict) else json.loads(args), attempts, at)
            for number, name, args, attempts, at in cursor.fetchall()
        ]


def retry_failed(job_id: int) -> bool:
    """Put a failed job back into the queue, to run now; False when there is no such failed job."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM procrastinate_jobs WHERE id = %s AND status = 'failed' FOR UPDATE", [job_id])
        if cursor.fetchone() is None:
            return False
    app.job_manager.retry_job_by_id(job_id, retry_at=timezone.now())
    return True
