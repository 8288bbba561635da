"""An element: a claim on the map."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.knowledge_map.states import ElementKind, ElementState


class Element(models.Model):
    """Written by a facilitator; stands on its evidence; published only with at least one piece and one place."""

    kind = models.CharField(_("kind"), max_length=15, choices=ElementKind.choices)
    title = models.CharField(_("claim, in one sentence"), max_length=280)
    text = models.TextField(_("explanation"), max_length=10_000, blank=True)
    html = models.TextField(blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    state = models.CharField(max_length=10, choices=ElementState.choices, default=ElementState.DRAFT)
    reason = models.CharField(max_length=500, blank=True)
    """Why it was withdrawn."""
    revision = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Empty for an element that a command made from a round, without a person."""
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    sources_changed_at = models.DateTimeField(null=True, blank=True)
    """When a source it cites was last edited, hidden or withdrawn; emptied when a facilitator has looked at it."""

    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-published_at", "-pk")
        indexes = (models.Index(fields=["state", "-published_at"], name="element_state"),)

    def __str__(self) -> str:
        return self.title
