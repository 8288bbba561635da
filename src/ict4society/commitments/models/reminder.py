"""That an owner was reminded."""

from __future__ import annotations

from django.db import models

from ict4society.commitments.models.commitment import Commitment


class Reminder(models.Model):
    """Once for each occasion and day on which something is due."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="reminders")
    what = models.CharField(max_length=20)
    day = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["commitment", "what", "day"], name="commitment_reminder_once"),)

    def __str__(self) -> str:
        return f"{self.what} {self.day} of {self.commitment_id}"
