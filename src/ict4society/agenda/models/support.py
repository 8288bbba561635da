"""A member supports a proposal."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.agenda.models.proposal import Proposal
from ict4society.organisations.models import Organisation


class Support(models.Model):
    """One for each person and proposal, from a budget per period. Removed when taken back (the events keep it)."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="supports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    on_behalf_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=20, blank=True)
    period = models.CharField(max_length=7)
    """The calendar quarter whose budget it was taken from: ``2026-Q4``."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["proposal", "user"], name="support_once"),)
        indexes = (models.Index(fields=["user", "period"], name="support_budget"),)

    def __str__(self) -> str:
        return f"{self.user_id} supports {self.proposal_id}"
