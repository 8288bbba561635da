"""A topic: an area, or an issue below an area."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language


class Topic(models.Model):
    """Two levels: areas have no parent, issues have an area. ``names`` and ``descriptions`` by language code."""

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="issues")
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    names = models.JSONField(default=dict, blank=True)
    description = models.TextField(blank=True)
    descriptions = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return str(self.names.get(get_language() or "en", self.name))

    @property
    def summary(self) -> str:
        """The description in the reader's language."""
        return str(self.descriptions.get(get_language() or "en", self.description))

    def get_absolute_url(self) -> str:
        """The topic's page."""
        return reverse("topics:topic", args=[self.slug])
