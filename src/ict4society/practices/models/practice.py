"""A practice: a case from which others can learn."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.richtext import render
from ict4society.organisations.models import Contribution
from ict4society.practices.states import PART_LABELS, PARTS, CostClass, PracticeState
from ict4society.topics.models import Dimension, Topic


class Practice(Contribution):
    """An organisation's; moves by the table in ``states.py``. Texts are Markdown."""

    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("summary"), max_length=400)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="practices", verbose_name=_("topic"))
    second_topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    problem = models.TextField(_("problem"), max_length=10_000)
    context = models.TextField(_("context"), max_length=10_000, blank=True)
    approach = models.TextField(_("approach"), max_length=10_000)
    results = models.TextField(_("results"), max_length=10_000)
    cost = models.TextField(_("cost"), max_length=5_000, blank=True)
    cost_class = models.CharField(max_length=12, choices=CostClass.choices, default=CostClass.UNKNOWN)
    transfer = models.TextField(_("what it takes to transfer it"), max_length=10_000)
    since_year = models.PositiveSmallIntegerField(_("in use since"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=15, choices=PracticeState.choices, default=PracticeState.DRAFT)
    round = models.PositiveSmallIntegerField(default=0)
    """How often it was submitted; reviews count for their round."""
    reviewed_revision = models.PositiveIntegerField(default=0)
    reason = models.TextField(max_length=2000, blank=True)
    """Why it was withdrawn."""
    submitted_at = models.DateTimeField(null=True, blank=True)
    """First time: from then on everybody sees it."""
    decided_at = models.DateTimeField(null=True, blank=True)
    review_due = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-submitted_at", "-pk")
        indexes = (
            models.Index(fields=["state", "-submitted_at"], name="practice_state"),
            models.Index(fields=["topic", "state"], name="practice_topic"),
            models.Index(fields=["on_behalf_of"], name="practice_organisation"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(on_behalf_of__isnull=False), name="practice_of_an_organisation"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False) | Q(state="withdrawn"),
                name="practice_submitted",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practices:practice", args=[self.pk])

    @property
    def html_parts(self) -> list[tuple[str, Any, str]]:
        """Every text that is filled: its name, its label, its HTML."""
        return [(name, PART_LABELS[name], render(getattr(self, name))) for name in PARTS if getattr(self, name)]

    @property
    def changed_since_review(self) -> bool:
        """Whether what reviewers read is not what stands there now."""
        return self.state == PracticeState.RECOGNISED and self.revision > self.reviewed_revision

    @property
    def is_due(self) -> bool:
        """Whether the time for which it was recognised is over."""
        return bool(
            self.state == PracticeState.RECOGNISED and self.review_due and self.review_due <= timezone.localdate()
        )
