"""Delivery of events to their listeners."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from django.db import connection, transaction
from django.utils import timezone

from ict4society.foundation.database.prepared import Prepared, answer, as_list, change, numbers_in
from ict4society.foundation.events.listener import Listener, listeners_of
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.tasks import task

logger = structlog.get_logger(__name__)


_LOCKED: Prepared[EventRecord] = Prepared(
    lambda ids: EventRecord.objects.select_for_update(no_key=True).filter(pk__in=numbers_in(ids)).order_by("pk"),
    ids=str,
)
_RECEIPTS = "SELECT record_id, listener FROM events_delivery WHERE record_id = ANY(%s)"
_RECEIVE = """
INSERT INTO events_delivery (record_id, listener, delivered_at)
SELECT record_id, listener, %s FROM unnest(%s::bigint[], %s::text[]) AS received (record_id, listener)
"""


class DeliveryIncomplete(Exception):
    """Some listeners failed; the job is tried again, for those only."""


@task(name="events.deliver", queue="events")
def deliver_event(record_id: int) -> None:
    """Hand an event to every listener that has no receipt for it yet."""
    deliver_events([record_id])


def deliver_events(record_ids: Sequence[int]) -> None:
    """Hand events, in the order in which they happened, to every listener that has no receipt for them yet.

    All that succeed are committed together: one commit for each call. Raises DeliveryIncomplete after all have had
    their turn if any failed, so that the queue tries again, for those only; EventRecord.DoesNotExist for an unknown id.
    """
    with transaction.atomic():
        # The lock makes a second delivery of the same event wait for the receipts of the first.
        records = _LOCKED(ids=as_list(record_ids))
        if len(records) < len(set(record_ids)):
            raise EventRecord.DoesNotExist(f"not all of these events exist: {list(record_ids)}")
        receipts = set(answer(_RECEIPTS, [list(record_ids)]))
        due = [
            (record, listener)
            for record in records
            for listener in listeners_of(record.name)
            if (record.pk, listener.name) not in receipts
        ]
        # Nearly always none fails: one savepoint for all, and one for each only where that went wrong.
        done = due if _all_succeed(due) else [turn for turn in due if _succeeds(*turn)]
        if done:
            values = [timezone.now(), [record.pk for record, _ in done], [listener.name for _, listener in done]]
            change(_RECEIVE, values)
    failed = [f"{record}: {listener.name}" for record, listener in due if (record, listener) not in done]
    if failed:
        raise DeliveryIncomplete("; ".join(failed))


def _all_succeed(due: list[tuple[EventRecord, Listener]]) -> bool:
    try:
        with transaction.atomic():
            for record, listener in due:
                listener.function(record, record.event)
    except Exception:
        if connection.needs_rollback:  # the caller's transaction has no savepoints: there is no second turn
            raise
        # Undone, and told by the second turn, in which each listener has a savepoint of its own.
        return False
    return True


def _succeeds(record: EventRecord, listener: Listener) -> bool:
    try:
        with transaction.atomic():
            listener.function(record, record.event)
    except Exception:
        # Whatever a listener raises must not keep the others from their turn; the job's retry reports it.
        logger.exception("listener failed", listener=listener.name, event_record=record.pk)
        return False
    return True
