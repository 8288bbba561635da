"""An entry of a person's list."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.foundation.events.models import EventRecord


class Notification(models.Model):
    """One for each (event, recipient). The text is in the recipient's language as of then."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    record = models.ForeignKey(EventRecord, on_delete=models.CASCADE, related_name="+")
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    text = models.CharField(max_length=400)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=["record", "user"], name="notification_once"),)
        indexes = (
            models.Index(fields=["user", "-id"], name="notification_list"),
            models.Index(fields=["user"], condition=models.Q(read_at=None), name="notification_unread"),
        )

    def __str__(self) -> str:
        return self.text
