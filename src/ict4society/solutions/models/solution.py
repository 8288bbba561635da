"""A solution: an ICT product or service for the management of corporate social responsibility."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.richtext import render
from ict4society.organisations.models import Contribution
from ict4society.solutions.states import (
    MULTIPLE,
    Accessibility,
    DataLocation,
    Licence,
    PriceModel,
    SolutionState,
)
from ict4society.topics.models import Topic


def _codes() -> Any:
    return ArrayField(models.CharField(max_length=20), default=list, blank=True)


class Solution(Contribution):
    """Its provider's, on whose behalf it is described. Moves by the table in ``states.py``."""

    name = models.CharField(_("name"), max_length=120)
    summary = models.CharField(_("summary"), max_length=400)
    description = models.TextField(_("description"), max_length=10_000)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="solutions", verbose_name=_("topic"))
    second_topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    website = models.URLField(_("website"), max_length=500)
    functions = _codes()
    sectors = _codes()
    """Codes of NACE Rev. 2.1 of any level: sections, divisions, groups, classes; none means all."""
    standards = _codes()
    deployment = _codes()
    interfaces = _codes()
    languages = _codes()
    licence = models.CharField(max_length=15, choices=Licence.choices)
    licence_name = models.CharField(_("name of the licence"), max_length=80, blank=True)
    source_url = models.URLField(_("where the source code is"), max_length=500, blank=True)
    price_model = models.CharField(max_length=15, choices=PriceModel.choices)
    price_note = models.CharField(_("about the price"), max_length=300, blank=True)
    accessibility = models.CharField(max_length=15, choices=Accessibility.choices, default=Accessibility.UNKNOWN)
    accessibility_url = models.URLField(_("accessibility statement"), max_length=500, blank=True)
    data_location = models.CharField(max_length=15, choices=DataLocation.choices, default=DataLocation.UNKNOWN)
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=SolutionState.choices, default=SolutionState.DRAFT)
    reason = models.TextField(max_length=2000, blank=True)
    """Why it was withdrawn."""
    published_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "pk")
        indexes = (
            models.Index(fields=["state", "name"], name="solution_state"),
            models.Index(fields=["on_behalf_of"], name="solution_provider"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(on_behalf_of__isnull=False), name="solution_has_provider"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="solution_published"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("solutions:solution", args=[self.pk])

    @property
    def html(self) -> SafeString:
        """The description, rendered."""
        return render(self.description)

    @property
    def is_open_source(self) -> bool:
        return self.licence == Licence.OPEN_SOURCE

    def words(self, field: str) -> list[str]:
        """The labels of a field with several values, in the order of the choices."""
        chosen = set(getattr(self, field))
        return [str(label) for code, label in MULTIPLE[field][1].choices if code in chosen]
