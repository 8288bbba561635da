"""Write an event in the transaction of the action that made it happen."""

from __future__ import annotations

from django.db import connection, transaction

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.channel import CHANNEL, notify_pages
from ict4society.foundation.events.event import Event
from ict4society.foundation.events.listener import listeners_of
from ict4society.foundation.events.models import EventRecord

__all__ = ["CHANNEL", "emit", "notify_pages"]


def emit(event: Event, *, actor: Actor | None) -> EventRecord:
    """Record an event, tell the page caches on commit, and queue its delivery to the listeners.

    Everything is part of the caller's transaction: it happens if and only if that commits. ``actor`` is None for what
    the system does by itself. Raises TransactionManagementError outside ``transaction.atomic``.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{event.name}: emit inside the action's transaction.atomic()")
    subject = event.subject()
    record = EventRecord.objects.create(
        name=event.name,
        payload=event.payload(),
        subject_kind=subject.kind if subject else "",
        subject_id=subject.id if subject else None,
        actor_id=actor.user_id if actor else None,
        organisation_id=actor.organisation_id if actor else None,
    )
    notify_pages(event.tags())
    if not event.audit_only and listeners_of(event.name):
        # Imported here: the worker's package imports the listeners' machinery.
        from ict4society.foundation.events.tasks import deliver_event

        deliver_event.defer(record_id=record.pk)
    return record
