"""Write an event in the transaction of the action that made it happen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.foundation.database.prepared import answer
from ict4society.foundation.events.channel import CHANNEL, notify_pages, payloads
from ict4society.foundation.events.event import Event
from ict4society.foundation.events.listener import listeners_of
from ict4society.foundation.events.models import EventRecord

__all__ = ["CHANNEL", "deliveries_kept", "emit", "notify_pages"]

_kept: ContextVar[list[int] | None] = ContextVar("kept_deliveries", default=None)

# One statement instead of three: the record, what the page caches are told, and the job that delivers it (in the words
# of procrastinate's own ``defer_jobs``). Every action waits for it.
_EMIT = """
WITH record AS (
    INSERT INTO events_eventrecord (name, payload, subject_kind, subject_id, actor_id, organisation_id, created_at)
    VALUES (%(name)s, %(payload)s::jsonb, %(kind)s, %(subject)s, %(actor)s, %(organisation)s, %(now)s)
    RETURNING id
)
SELECT record.id,
    (SELECT count(pg_notify(%(channel)s, told)) FROM unnest(%(told)s::text[]) AS told),
    CASE WHEN %(task)s::text IS NOT NULL THEN procrastinate_defer_jobs_v1(ARRAY[ROW(
        %(queue)s::varchar, %(task)s::varchar, 0, NULL, NULL, jsonb_build_object('record_id', record.id), NULL
    )]::procrastinate_job_to_defer_v1[]) END
FROM record
"""


@contextmanager
def deliveries_kept() -> Iterator[list[int]]:
    """Inside it no delivery is queued: ids of records that wait gather in the list, for the caller to deliver."""
    waiting: list[int] = []
    token = _kept.set(waiting)
    try:
        yield waiting
    finally:
        _kept.reset(token)


def emit(event: Event, *, actor: Actor | None) -> EventRecord:
    """Record an event, tell the page caches on commit, and queue its delivery to the listeners.

    Everything is part of the caller's transaction: it happens if and only if that commits. ``actor`` is None for what
    the system does by itself. Raises TransactionManagementError outside ``transaction.atomic``.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{event.name}: emit inside the action's transaction.atomic()")
    # Imported here: the worker's package imports the listeners' machinery.
    from ict4society.foundation.events.tasks import deliver_event

    subject = event.subject()
    record = EventRecord(
        name=event.name,
        payload=event.payload(),
        subject_kind=subject.kind if subject else "",
        subject_id=subject.id if subject else None,
        actor_id=actor.user_id if actor else None,
        organisation_id=actor.organisation_id if actor else None,
        created_at=timezone.now(),
    )
    delivered = not event.audit_only and bool(listeners_of(event.name))
    kept = _kept.get()
    values = {
        "name": record.name,
        "payload": json.dumps(record.payload, cls=DjangoJSONEncoder),
        "kind": record.subject_kind,
        "subject": record.subject_id,
        "actor": record.actor_id,
        "organisation": record.organisation_id,
        "now": record.created_at,
        "channel": CHANNEL,
        "told": payloads(event.tags()),
        "task": deliver_event.name if delivered and kept is None else None,
        "queue": deliver_event.queue,
    }
    record.pk = answer(_EMIT, values)[0][0]
    record._state.adding, record._state.db = False, connection.alias
    if delivered and kept is not None:
        kept.append(record.pk)
    return record
