"""The position of a participant on a statement."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.deliberation.models.participant import Participant
from ict4society.deliberation.models.statement import Statement
from ict4society.deliberation.states import Choice


class Vote(models.Model):
    """The latest position; earlier ones are in the events. ``given_by`` had the mandate when giving it."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="votes")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="votes")
    choice = models.SmallIntegerField(choices=Choice.choices)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["statement", "participant"], name="vote_once"),
            models.CheckConstraint(condition=models.Q(choice__in=(-1, 0, 1)), name="vote_choice"),
        )

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.choice} on {self.statement_id}"
