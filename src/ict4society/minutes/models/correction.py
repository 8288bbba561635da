"""Wishes for corrections, and reminders."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.meetings.models import Meeting
from ict4society.minutes.models.line import Line
from ict4society.minutes.states import CorrectionState


class Correction(models.Model):
    """Somebody who was there wants a line to say something else; who runs the meeting decides, with a reason."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="corrections")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    """The wording that is to be corrected."""
    text = models.TextField(_("what the line should say"), max_length=4000)
    reason = models.TextField(_("why"), max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=CorrectionState.choices, default=CorrectionState.PROPOSED)
    answer = models.TextField(_("reason"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"correction {self.pk} of line {self.line_id}"


class MinutesReminder(models.Model):
    """The receipt of a reminder: each once."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    line = models.ForeignKey(Line, on_delete=models.CASCADE, null=True, related_name="+")
    key = models.CharField(max_length=40)
    """What was reminded of: ``minutes:3`` (days after the end), ``overdue:2026-05-01``."""
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "line", "key"], name="minutes_reminder_once", nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} of {self.meeting_id}"
