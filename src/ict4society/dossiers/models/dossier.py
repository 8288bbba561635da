"""A dossier in composition, and the name under which its versions are found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Dossier(models.Model):
    """Composed by facilitators. Readers see its published versions only."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary"), max_length=10_000)
    recipient = models.CharField(_("recipient"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    revision = models.PositiveIntegerField(default=1)
    """Raised by every edit of its texts and of its Principles check; a form opened on an older one gets both texts."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=100, blank=True)
    """What a command made it from, as ``kind:id``: a second run continues it instead of starting another."""
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(auto_now=True)
    latest_version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-edited_at", "-pk")

    def __str__(self) -> str:
        return self.title
