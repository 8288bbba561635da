"""Somebody uses a solution."""

from __future__ import annotations

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.richtext import render
from ict4society.organisations.models import Contribution
from ict4society.solutions.models.solution import Solution


class SolutionUse(Contribution):
    """What an organisation uses it for, with evidence, and what ties it to the provider. One for each organisation."""

    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="uses")
    since_year = models.PositiveSmallIntegerField(_("since"), null=True, blank=True)
    text = models.TextField(_("what for, and how it went"), max_length=5_000)
    evidence_url = models.URLField(_("evidence"), max_length=500, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["solution", "on_behalf_of"], name="solution_use_once"),
            models.CheckConstraint(
                condition=models.Q(on_behalf_of__isnull=False), name="solution_used_by_organisation"
            ),
        )

    def __str__(self) -> str:
        return f"use of solution {self.solution_id} by {self.on_behalf_of_id}"

    @property
    def html(self) -> SafeString:
        """What was said, rendered."""
        return render(self.text)
