"""Delivery of events to their listeners."""

from __future__ import annotations

import structlog
from django.db import connection, transaction

from ict4society.foundation.events.listener import Listener, listeners_of
from ict4society.foundation.events.models import Delivery, EventRecord
from ict4society.foundation.tasks import task

logger = structlog.get_logger(__name__)


class DeliveryIncomplete(Exception):
    """Some listeners failed; the job is tried again, for those only."""


@task(name="events.deliver", queue="events")
def deliver_event(record_id: int) -> None:
    """Hand an event to every listener that has no receipt for it yet, each in its own transaction.

    Raises DeliveryIncomplete after all have had their turn if any failed, so that the queue tries again.
    """
    record = EventRecord.objects.get(pk=record_id)
    receipts = set(record.deliveries.values_list("listener", flat=True))
    failed = [
        listener.name
        for listener in listeners_of(record.name)
        if listener.name not in receipts and not _deliver(record, listener)
    ]
    if failed:
        raise DeliveryIncomplete(f"{record}: {', '.join(failed)}")


def _deliver(record: EventRecord, listener: Listener) -> bool:
    try:
        with transaction.atomic():
            _, new = Delivery.objects.get_or_create(record=record, listener=listener.name)
            if new:
                listener.function(record, record.event)
    except Exception:
        # Whatever a listener raises must not keep the others from their turn; the job's retry reports it.
        logger.exception("listener failed", listener=listener.name, event_record=record.pk)
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        return False
    return True
