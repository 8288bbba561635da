"""Somebody followed a practice."""

from __future__ import annotations

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.richtext import render
from ict4society.organisations.models import Contribution
from ict4society.practices.models.practice import Practice


class Adoption(Contribution):
    """What an adopter did with it, what they changed, and what came of it. One for each organisation or person."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="adoptions")
    done = models.TextField(_("what you did"), max_length=5_000)
    outcome = models.TextField(_("what came of it"), max_length=5_000, blank=True)
    url = models.URLField(_("where it can be read"), max_length=500, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["practice", "on_behalf_of"],
                condition=models.Q(on_behalf_of__isnull=False),
                name="adoption_once_by_organisation",
            ),
            models.UniqueConstraint(
                fields=["practice", "author"],
                condition=models.Q(on_behalf_of__isnull=True),
                name="adoption_once_by_person",
            ),
        )

    def __str__(self) -> str:
        return f"adoption of practice {self.practice_id} by {self.on_behalf_of_id or self.author_id}"

    @property
    def done_html(self) -> SafeString:
        """What was done, rendered."""
        return render(self.done)

    @property
    def outcome_html(self) -> SafeString:
        """What came of it, rendered."""
        return render(self.outcome)
