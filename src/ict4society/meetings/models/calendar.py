"""Personal calendars, and reminders that went out."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.meetings.models.meeting import Meeting


class CalendarKey(models.Model):
    """The secret in the address of a person's calendar; a new one makes the old address worthless."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"


class Reminder(models.Model):
    """The receipt of a reminder: once for each person, kind and beginning (a meeting that was moved reminds anew)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    starts_at = models.DateTimeField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "user", "kind", "starts_at"], name="reminder_once"),)

    def __str__(self) -> str:
        return f"{self.kind} reminder of {self.meeting_id} for {self.user_id}"
