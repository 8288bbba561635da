"""The computed result of a round."""

from __future__ import annotations

from django.db import models

from ict4society.deliberation.models.round import Round


class RoundResult(models.Model):
    """Computed in a job after votes changed. ``result`` is what ``ict4society consensus --format json`` prints."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="result")
    version = models.PositiveIntegerField(default=1)
    result = models.JSONField()
    verdicts = models.JSONField(default=dict)
    """How many statements have which verdict."""
    opinion_map = models.JSONField(null=True)
    """The map as its page shows it; empty for a round too small for one."""
    priorities = models.JSONField(default=dict)
    """By statement id: how soon to ask for a position on it (``opinion_map.routing``); empty without a map."""
    votes_counted = models.PositiveIntegerField()
    computed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"result {self.version} of round {self.round_id}"
