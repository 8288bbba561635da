"""The outbox, which is also the audit log."""

from __future__ import annotations

from django.db import models

from ict4society.foundation.events.event import Event, event_type
from ict4society.foundation.subjects import Ref


class EventRecord(models.Model):
    """One event as it was written in the transaction of its action. Never changed afterwards."""

    name = models.CharField(max_length=100)
    payload = models.JSONField()
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    # Plain numbers, not foreign keys: the foundation knows no accounts, and the log outlives them.
    actor_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="event_subject"),
            models.Index(fields=["name", "-id"], name="event_name"),
            models.Index(fields=["actor_id", "-id"], name="event_actor"),
        )

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    @property
    def event(self) -> Event:
        """The typed event. Raises LookupError if its feature no longer declares it."""
        return event_type(self.name).from_payload(self.payload)

    @property
    def subject(self) -> Ref | None:
        return Ref(self.subject_kind, self.subject_id) if self.subject_id is not None else None
