"""A series of meetings."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Series(models.Model):
    """Meetings that belong together, such as the stakeholder meetings on people, planet and progress."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name
