"""A member was shown a proposal while it was open."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.agenda.models.proposal import Proposal


class Exposure(models.Model):
    """Once for each person and proposal: the denominator of the agenda score."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="exposures")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    group = models.CharField(max_length=20, blank=True)
    first_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["proposal", "user"], name="exposure_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} saw {self.proposal_id}"
