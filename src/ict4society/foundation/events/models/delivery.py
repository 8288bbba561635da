"""The receipt of a listener for an event."""

from __future__ import annotations

from django.db import models

from ict4society.foundation.events.models.record import EventRecord


class Delivery(models.Model):
    """A listener has dealt with an event: written in the same transaction as what the listener did."""

    record = models.ForeignKey(EventRecord, on_delete=models.CASCADE, related_name="deliveries")
    listener = models.CharField(max_length=160)
    delivered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["record", "listener"], name="delivery_once"),)

    def __str__(self) -> str:
        return f"{self.listener} ← {self.record_id}"
