"""An opinion round."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.deliberation.states import Grouping, ResultsShown, RoundState
from ict4society.topics.models import Topic

RESERVED_SLUGS = frozenset({"new", "draw"})
"""Addresses below ``/rounds/`` that are pages of their own."""


class Round(models.Model):
    """Statements on which members take positions. Its parameters are fixed when it opens."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=160)
    description = models.TextField(_("description"), max_length=5000, blank=True)
    description_html = models.TextField(blank=True)
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name=_("topic")
    )
    # The thread, meeting or consultation that it belongs to: a subject, since those are other features.
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.DRAFT)
    grouping = models.CharField(max_length=15, choices=Grouping.choices, default=Grouping.STAKEHOLDERS)
    results_shown = models.CharField(
        _("results are shown"), max_length=12, choices=ResultsShown.choices, default=ResultsShown.AFTER_VOTE
    )
    members_propose = models.BooleanField(_("members may propose statements"), default=True)
    parameters = models.JSONField(default=dict)
    """``consensus.Parameters.to_dict()``, as fixed at opening."""
    version = models.PositiveIntegerField(default=1)
    """Raised by every edit; a form that was opened on an older one is answered with both texts."""
    next_number = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    import_source = models.CharField(max_length=500, blank=True)
    import_fingerprint = models.CharField(max_length=64, blank=True)
    """SHA-256 of the imported content; a repeated import of the same content changes nothing."""

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=["subject_kind", "subject_id"], name="round_subject"),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_imported(self) -> bool:
        return bool(self.import_fingerprint)

    def takes_positions(self, at: datetime) -> bool:
        """Whether a position can be given at that moment: open, and its end has not come."""
        return self.state == RoundState.OPEN and (self.closes_at is None or at < self.closes_at)
