"""For which organisation a person speaks in a round."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.deliberation.models.round import Round
from ict4society.organisations.models import Organisation


class Spokesperson(models.Model):
    """Written with the first position that the person gives for an organisation: one organisation for each round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="spokespersons")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "user"], name="spokesperson_of_one"),)

    def __str__(self) -> str:
        return f"{self.user_id} for {self.organisation_id} in round {self.round_id}"
