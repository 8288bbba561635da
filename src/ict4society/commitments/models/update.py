"""What an organisation reports about its commitment."""

from __future__ import annotations

from django.db import models

from ict4society.commitments.models.commitment import VALUE, Commitment
from ict4society.organisations.models import Contribution


class Update(Contribution):
    """About one year; the newest of a year counts, earlier ones stay. Indicators take their values from reporting."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="updates")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(**VALUE, null=True, blank=True)
    text = models.TextField(max_length=5000)
    html = models.TextField()
    evidence_url = models.URLField(max_length=500, blank=True)
    evidence_title = models.CharField(max_length=200, blank=True)
    evidence_page = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("-year", "-pk")
        indexes = (models.Index(fields=["commitment", "-year", "-id"], name="commitment_update"),)

    def __str__(self) -> str:
        return f"update {self.year} of commitment {self.commitment_id}"
