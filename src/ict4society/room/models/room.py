"""The room of a meeting: what its screen and its phones show."""

from __future__ import annotations

from django.db import models

from ict4society.deliberation.models import Round, Statement
from ict4society.meetings.models import Meeting


class Room(models.Model):
    """One for each meeting that uses it; made when those who run the meeting arrange it for the first time."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="room")
    anonymous_allowed = models.BooleanField(default=False)
    """Whether questions may be asked without a name."""
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The statement on which the room is asked now."""
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"room of {self.meeting_id}"
