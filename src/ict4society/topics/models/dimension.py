"""The dimensions across the topic tree: people, planet, progress."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


class Dimension(models.Model):
    """Data, not code: another community loads its own. ``names`` holds the name by language code."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    names = models.JSONField(default=dict, blank=True)
    description = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return str(self.names.get(get_language() or "en", self.name))
