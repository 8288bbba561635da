"""What a proposal said at each time."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.agenda.models.proposal import Proposal


class ProposalRevision(models.Model):
    """Every title and text that a proposal ever had, the current one included. Never changed."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    text = models.TextField()
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["proposal", "number"], name="proposal_revision_number"),)

    def __str__(self) -> str:
        return f"revision {self.number} of proposal {self.proposal_id}"
