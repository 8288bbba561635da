"""The receipt of a mail."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.foundation.events.models import EventRecord


class MailReceipt(models.Model):
    """Written before a mail is handed to the mail server: one for each (event, recipient)."""

    record = models.ForeignKey(EventRecord, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["record", "user"], name="mail_once"),)

    def __str__(self) -> str:
        return f"{self.record_id} to {self.user_id}"
