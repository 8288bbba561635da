"""The outcome report: figures that are computed, and words that people write."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.models.consultation import Consultation
from ict4society.consultations.models.question import Question
from ict4society.consultations.outcome_states import SectionKind


class OutcomeReport(models.Model):
    """One for each consultation. ``figures`` are replaced by every computation; sections are only changed by people."""

    consultation = models.OneToOneField(Consultation, on_delete=models.CASCADE, related_name="report")
    figures = models.JSONField(default=dict)
    figures_at = models.DateTimeField()
    published_number = models.PositiveIntegerField(default=0)
    """Of the version that readers see; 0: none yet."""
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"outcome of consultation {self.consultation_id}"


class ReportSection(models.Model):
    """A heading, a text, and below it the figures of its kind."""

    report = models.ForeignKey(OutcomeReport, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=13, choices=SectionKind.choices, default=SectionKind.TEXT)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    title = models.CharField(_("heading"), max_length=300)
    text = models.TextField(_("text"), max_length=20_000, blank=True)
    html = models.TextField(blank=True)
    shown = models.BooleanField(_("part of the report"), default=True)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)
    """Empty as long as nobody has changed what was generated."""

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class ReportVersion(models.Model):
    """What was published at one time. Never changed."""

    report = models.ForeignKey(OutcomeReport, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    note = models.CharField(_("what is new"), max_length=500, blank=True)
    figures = models.JSONField()
    figures_at = models.DateTimeField()
    sections = models.JSONField()
    """``[{"id", "kind", "question", "title", "text", "html"}]`` in their order, the shown ones."""
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["report", "number"], name="report_version"),)

    def __str__(self) -> str:
        return f"version {self.number} of report {self.report_id}"
