"""A report: one organisation, one reporting year."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ict4society.organisations.models import Organisation
from ict4society.reporting.models.standard import StandardVersion
from ict4society.reporting.states import ReportState


class Report(models.Model):
    """Private to the organisation until it is published; each publication and restatement raises ``version``."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    standards = models.ManyToManyField(StandardVersion, related_name="reports", blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    summary = models.TextField(max_length=5000, blank=True)
    language = models.CharField(max_length=12, default="en")
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    version = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    """Raised by every change of the head; a form opened on an older one is refused."""
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-year", "pk")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "year"], name="report_once_a_year"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="report_dates"),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None) | Q(state="published", published_at__isnull=False),
                name="report_published_at",
            ),
        )
        indexes = (models.Index(fields=["state", "-published_at"], name="report_published"),)

    def __str__(self) -> str:
        return f"{self.organisation.name} {self.year}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("reporting:report", args=[self.pk])


class Section(models.Model):
    """A colleague is asked to fill a section of a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    section = models.CharField(max_length=20)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "section", "user"], name="section_once"),)

    def __str__(self) -> str:
        return f"{self.section} of {self.report_id}: {self.user_id}"
