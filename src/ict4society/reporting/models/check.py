"""Members of other stakeholder groups check a published value."""

from __future__ import annotations

from django.db import models

from ict4society.organisations.models import Contribution
from ict4society.reporting.models.value import IndicatorValue
from ict4society.reporting.states import Verdict


class Check(Contribution):
    """One for each person and value, of the revision that was read; a new revision needs new checks."""

    value = models.ForeignKey(IndicatorValue, on_delete=models.CASCADE, related_name="checks")
    revision = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=1000)
    source_url = models.URLField(max_length=500, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["value", "author"], name="check_once"),)

    def __str__(self) -> str:
        return f"{self.author_id} {self.verdict} {self.value_id}"
