"""Delivery of events to their listeners."""

from __future__ import annotations

import structlog
from django.db import transaction

from ict4society.foundation.events.listener import Listener, listeners_of
from ict4society.foundation.events.models import Delivery, EventRecord
from ict4society.foundation.tasks import task

logger = structlog.get_logger(__name__)


class DeliveryIncomplete(Exception):
    """Some listeners failed; the job is tried again, for those only."""


@task(name="events.deliver", queue="events")
def deliver_event(record_id: int) -> None:
    """Hand an event to every listener that has no receipt for it yet.

    All that succeed are committed together: one commit for each event. Raises DeliveryIncomplete after all have had
    their turn if any failed, so that the queue tries again, for those only.
    """
    with transaction.atomic():
        # The lock makes a second delivery of the same event wait for the receipts of the first.
        record = EventRecord.objects.select_for_update(no_key=True).get(pk=record_id)
        receipts = set(record.deliveries.values_list("listener", flat=True))
        due = [listener for listener in listeners_of(record.name) if listener.name not in receipts]
        # Nearly always none fails: one savepoint for all, and one for each only where that went wrong.
        done = due if _all_succeed(record, due) else [listener for listener in due if _succeeds(record, listener)]
        Delivery.objects.bulk_create(Delivery(record=record, listener=listener.name) for listener in done)
    failed = [listener.name for listener in due if listener not in done]
    if failed:
        raise DeliveryIncomplete(f"{record}: {', '.join(failed)}")


def _all_succeed(record: EventRecord, listeners: list[Listener]) -> bool:
    try:
        with transaction.atomic():
            for listener in listeners:
                listener.function(record, record.event)
    except Exception:
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
