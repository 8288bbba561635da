"""What a commitment said at each time."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.commitments.models.commitment import Commitment


class CommitmentRevision(models.Model):
    """Everything that it ever said, the current words included. Never changed. ``rebased``: its frame changed."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    words = models.TextField()
    """The citable text: title, frame and scope as sentences in English."""
    frame = models.JSONField(default=dict)
    rebased = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["commitment", "number"], name="commitment_revision_number"),)

    def __str__(self) -> str:
        return f"revision {self.number} of commitment {self.commitment_id}"
