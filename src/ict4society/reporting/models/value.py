"""What an organisation says, or a source says of it, about one indicator in one year."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from ict4society.organisations.models import Organisation
from ict4society.reporting.models.indicator import Indicator
from ict4society.reporting.models.report import Report
from ict4society.reporting.states import Assurance, HeadcountBasis, ValueState

OWN = "own"
DERIVED = "derived"
PUBLIC = Q(published_at__isnull=False, withdrawn_at=None, hidden_at=None)


class IndicatorValue(models.Model):
    """One for each organisation, indicator, year, breakdown and source. ``chosen``: the one that counts of a cell."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="indicator_values")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, blank=True, related_name="values")
    """Empty for values from an outside source."""
    year = models.PositiveSmallIntegerField()
    breakdown = models.CharField(max_length=120, blank=True)
    """Empty for the whole; otherwise the country, pollutant, site, … on the indicator's axis."""
    source = models.CharField(max_length=40, default=OWN)
    source_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=15, choices=ValueState.choices)
    value = models.DecimalField(max_digits=34, decimal_places=14, null=True, blank=True)
    """In the indicator's unit; a percentage as a fraction; yes is 1, no is 0."""
    entered = models.CharField(max_length=80, blank=True)
    """The number as it was typed, and its unit."""
    entered_unit = models.CharField(max_length=40, blank=True)
    text = models.TextField(max_length=20_000, blank=True)
    """Texts; the chosen options' ids, one in a line; the reason of a withheld value stands in ``reason``."""
    reason = models.CharField(max_length=500, blank=True)
    method = models.CharField(max_length=1000, blank=True)
    basis = models.CharField(max_length=15, choices=HeadcountBasis.choices, blank=True)
    evidence_url = models.URLField(max_length=500, blank=True)
    evidence_title = models.CharField(max_length=200, blank=True)
    evidence_page = models.CharField(max_length=40, blank=True)
    assurance = models.CharField(max_length=12, choices=Assurance.choices, default=Assurance.NONE)
    inputs = models.JSONField(default=list, blank=True)
    """Of a derived value: the ids of the values from which it was computed."""
    chosen = models.BooleanField(default=False)
    conflicting = models.BooleanField(default=False)
    """Another source says something else, and nobody has decided yet."""
    revision = models.PositiveIntegerField(default=1)
    restated = models.BooleanField(default=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "indicator", "year", "breakdown", "source"], name="value_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "indicator", "year", "breakdown"],
                condition=Q(chosen=True),
                name="value_one_chosen",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("reported", "zero", "estimated")) | Q(value=None), name="value_only_if_stated"
            ),
            models.CheckConstraint(condition=~Q(state="zero") | Q(value=0), name="value_zero_is_zero"),
            models.CheckConstraint(condition=~Q(state="withheld") | ~Q(reason=""), name="value_withheld_reason"),
        )
        indexes = (
            models.Index(
                fields=["indicator", "year", "organisation"],
                include=["value", "state", "assurance"],
                condition=Q(chosen=True, breakdown="") & PUBLIC,
                name="value_published",
            ),
            models.Index(fields=["organisation", "year"], name="value_organisation"),
            models.Index(fields=["report"], name="value_report"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.indicator_id} {self.year}"

    def get_absolute_url(self) -> str:
        """Its page: history, evidence, checks."""
        return reverse("reporting:value", args=[self.pk])

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None and self.hidden_at is None


class ValueRevision(models.Model):
    """What a value said at each time. Never changed. ``restatement``: it replaced something published."""

    of = models.ForeignKey(IndicatorValue, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    """The fields of the value, as strings."""
    words = models.TextField(blank=True)
    """The citable sentence at that time."""
    restatement = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["of", "number"], name="value_revision_once"),)

    def __str__(self) -> str:
        return f"revision {self.number} of {self.of_id}"


class Resolution(models.Model):
    """Which of several conflicting values counts, who said so, and why."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    breakdown = models.CharField(max_length=120, blank=True)
    value = models.ForeignKey(IndicatorValue, on_delete=models.CASCADE, related_name="resolutions")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "indicator", "year", "breakdown"], name="resolution_once"),
        )

    def __str__(self) -> str:
        return f"{self.value_id} counts"
