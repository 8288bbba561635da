"""What can be reported."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language

from ict4society.reporting.models.standard import StandardVersion
from ict4society.reporting.states import NUMERIC, Direction, Module, PeriodType, ValueType
from ict4society.topics.models import Dimension, Topic


class Indicator(models.Model):
    """One data point of one version of a standard. ``key`` stays the same from version to version."""

    version = models.ForeignKey(StandardVersion, on_delete=models.PROTECT, related_name="indicators")
    key = models.SlugField(max_length=200)
    labels = models.JSONField(default=dict)
    """Label by language code; ``en`` is always there."""
    translated = models.JSONField(default=list, blank=True)
    """The languages in which the label is a translation of this project, not of the standard's publisher."""
    definition = models.TextField(blank=True)
    section = models.CharField(max_length=20, blank=True)
    """The part of the standard, for example B3; colleagues are invited to a section."""
    section_name = models.CharField(max_length=200, blank=True)
    module = models.CharField(max_length=15, choices=Module.choices, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    """In which values are stored: a unit that pint knows, ``EUR`` for money, empty for pure numbers and fractions."""
    value_type = models.CharField(max_length=10, choices=ValueType.choices)
    direction = models.CharField(max_length=6, choices=Direction.choices, default=Direction.NONE)
    period = models.CharField(max_length=8, choices=PeriodType.choices, default=PeriodType.DURATION)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators")
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators")
    applicability = models.JSONField(default=dict, blank=True)
    """``{"sizes": ["medium", "large"], "nace": ["61", "62"]}``; an absent list does not narrow."""
    clause = models.CharField(max_length=120, blank=True)
    crosswalk = models.JSONField(default=dict, blank=True)
    """``{"gri": [...], "esrs": [...], "sdg": [...]}``"""
    options = models.JSONField(default=list, blank=True)
    """For choices: ``[{"id": …, "en": …, "mt": …}]``"""
    axis = models.CharField(max_length=120, blank=True)
    """What values are broken down by, if anything: country, pollutant, site, …"""
    formula = models.CharField(max_length=500, blank=True)
    """How it is computed from the values of other keys (``derive.py``); empty when it is entered."""
    signed = models.BooleanField(default=False)
    """Whether a negative number makes sense."""
    counts_people = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)
    xbrl = models.JSONField(default=dict, blank=True)
    """``{"type": …}``: how the standard's taxonomy names it, when it has one."""
    added_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("version", "position", "pk")
        constraints = (models.UniqueConstraint(fields=["version", "key"], name="indicator_once"),)
        indexes = (models.Index(fields=["key"], name="indicator_key"),)

    def __str__(self) -> str:
        return self.label()

    def label(self, language: str = "") -> str:
        """In that language, in the reader's, or in English."""
        labels: dict[str, Any] = self.labels
        return str(labels.get(language or get_language() or "en") or labels.get("en") or self.key)

    @property
    def is_numeric(self) -> bool:
        return self.value_type in NUMERIC

    @property
    def elements(self) -> list[dict[str, str]]:
        """What is graded one by one to give the score; empty for what is no score."""
        return self.options if self.value_type == ValueType.PERCENT else []

    def get_absolute_url(self) -> str:
        """Its page in the catalogue."""
        return reverse("reporting:indicator", args=[self.pk])
