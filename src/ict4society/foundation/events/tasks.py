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
    """Hand an event to every listener that has no receipt for it yet, each behind a savepoint of its own.

    All that succeed are committed together: one commit for each event. Raises DeliveryIncomplete after all have had
    their turn if any failed, so that the queue tries again, for those only.
    """
    with transaction.atomic():
        # The lock makes a second delivery of the same event wait for the receipts of the first.
        record = EventRecord.objects.select_for_update(no_key=True).get(pk=record_id)
        receipts = set(record.deliveries.values_list("listener", flat=True))
        due = [listener for listener in listeners_of(record.name) if listener.name not in receipts]
        outcome = {listener.name: _deliver(record, listener) for listener in due}
        Delivery.objects.bulk_create(Delivery(record=record, listener=name) for name, done in outcome.items() if done)
    failed = [name for name, done in outcome.items() if not done]
    if failed:
        raise DeliveryIncomplete(f"{record}: {', '.join(failed)}")


def _deliver(record: EventRecord, listener: Listener) -> bool:
    try:
        with transaction.atomic():
            listener.function(record, record.event)
    except Exception:
        # Whatever a listener raises must not keep the others from their turn; the job's retry reports it.
        logger.exception("listener failed", listener=listener.name, event_record=record.pk)
        return False
    return True
