"""A commitment of an organisation, and its interim targets."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.commitments.models.joint import JointCommitment
from ict4society.commitments.states import CommitmentState, Direction, Kind, Standing
from ict4society.discussions.models import Thread
from ict4society.organisations.models import Contribution
from ict4society.reporting.models import Indicator
from ict4society.topics.models import Topic

VALUE: Any = {"max_digits": 34, "decimal_places": 14}


class Commitment(Contribution):
    """Always on behalf of an organisation. Frame: baseline, interim targets, target, deadline; progress is computed."""

    title = models.CharField(_("title"), max_length=160)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="commitments")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    measure = models.CharField(_("what is measured"), max_length=160, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    scope = models.TextField(_("scope and how"), max_length=5000, blank=True)
    html = models.TextField(blank=True)
    source_url = models.URLField(_("where it was announced"), max_length=500, blank=True)
    source_name = models.CharField(max_length=120, blank=True)
    """The published collection from which it was listed; nobody of the organisation entered it here."""
    direction = models.CharField(max_length=8, choices=Direction.choices)
    baseline_value = models.DecimalField(**VALUE)
    baseline_year = models.PositiveSmallIntegerField()
    target_value = models.DecimalField(**VALUE)
    deadline = models.DateField()
    joint = models.ForeignKey(
        JointCommitment, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    state = models.CharField(max_length=10, choices=CommitmentState.choices, default=CommitmentState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    rebased_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    """Why it was withdrawn."""
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, blank=True, related_name="commitments")
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    # What ``actions/judge.py`` computed last.
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.NO_DATA)
    newest_year = models.PositiveSmallIntegerField(null=True, blank=True)
    newest_value = models.DecimalField(**VALUE, null=True, blank=True)
    expected_value = models.FloatField(null=True, blank=True)
    progress = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(on_behalf_of__isnull=False), name="commitment_of_organisation"),
            models.CheckConstraint(
                condition=Q(baseline_year__lt=ExtractYear(F("deadline"))), name="commitment_deadline_after_baseline"
            ),
            models.CheckConstraint(
                condition=Q(kind="indicator", indicator__isnull=False) | (~Q(kind="indicator") & Q(indicator=None)),
                name="commitment_indicator",
            ),
        )
        indexes = (
            models.Index(fields=["state", "-published_at"], name="commitment_published"),
            models.Index(fields=["topic", "standing"], name="commitment_topic"),
            models.Index(fields=["indicator", "on_behalf_of"], name="commitment_indicator_of"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("commitments:commitment", args=[self.pk])

    @property
    def is_rebased(self) -> bool:
        return self.rebased_at is not None

    @property
    def measured(self) -> str:
        """What is measured, in the reader's language."""
        return self.indicator.label() if self.indicator else self.measure

    @property
    def is_share(self) -> bool:
        """Whether its numbers are fractions that are written as percentages."""
        return self.kind == Kind.MILESTONE or (self.indicator is not None and self.indicator.value_type == "percent")

    @property
    def shown_unit(self) -> str:
        """The unit of its numbers; empty for percentages and pure numbers."""
        return self.indicator.unit if self.indicator else self.unit


class InterimTarget(models.Model):
    """Where the path should be in a year between baseline and deadline."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="interim_targets")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(**VALUE)

    class Meta:
        ordering = ("year",)
        constraints = (models.UniqueConstraint(fields=["commitment", "year"], name="interim_target_once"),)

    def __str__(self) -> str:
        return f"{self.value} in {self.year}"
