"""A peer's review of a practice."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.safestring import SafeString

from ict4society.foundation.richtext import render
from ict4society.organisations.models import Contribution
from ict4society.practices.models.practice import Practice
from ict4society.practices.states import CRITERIA, Mark, Verdict


class Review(Contribution):
    """One for each person, and for each organisation, in each round. Never changed."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="reviews")
    round = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField()
    """What was read."""
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    marks = models.JSONField(default=dict)
    """Criterion → mark."""
    reason = models.TextField(max_length=5_000)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["practice", "round", "author"], name="review_once_by_person"),
            models.UniqueConstraint(
                fields=["practice", "round", "on_behalf_of"],
                condition=models.Q(on_behalf_of__isnull=False),
                name="review_once_by_organisation",
            ),
        )

    def __str__(self) -> str:
        return f"review of practice {self.practice_id} by {self.author_id}"

    @property
    def html(self) -> SafeString:
        """The reasons, rendered."""
        return render(self.reason)

    @property
    def judged(self) -> list[tuple[Any, str, Any]]:
        """Every criterion with its mark: label, code, words."""
        labels = dict(Mark.choices)
        return [
            (label, self.marks[key], labels[self.marks[key]])
            for key, (label, _q) in CRITERIA.items()
            if key in self.marks
        ]
