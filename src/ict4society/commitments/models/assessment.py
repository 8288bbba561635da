"""What other stakeholder groups think of a commitment."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ict4society.commitments.models.commitment import Commitment
from ict4society.commitments.states import Verdict
from ict4society.organisations.models import Contribution


class Assessment(Contribution):
    """One for each voice: an organisation, or a person who speaks for nobody. Changed in place; the log keeps each."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="assessments")
    revision = models.PositiveIntegerField()
    """Of the commitment that was assessed."""
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.TextField(max_length=2000)
    evidence_url = models.URLField(max_length=500, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-changed_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["commitment", "on_behalf_of"],
                condition=Q(on_behalf_of__isnull=False),
                name="assessment_once_organisation",
            ),
            models.UniqueConstraint(
                fields=["commitment", "author"], condition=Q(on_behalf_of=None), name="assessment_once_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.verdict}: {self.commitment_id}"
