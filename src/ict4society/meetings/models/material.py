"""Slides and papers of a meeting."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.meetings.models.agenda_item import AgendaItem
from ict4society.meetings.models.meeting import Meeting
from ict4society.meetings.states import ReviewState
from ict4society.organisations.models import Contribution


class Material(Contribution):
    """Proposed by a member, approved or declined by the chair. Its file is attached to ``meetings.material``."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="materials")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="materials")
    title = models.CharField(_("title"), max_length=160)
    state = models.CharField(max_length=12, choices=ReviewState.choices, default=ReviewState.PROPOSED)
    reason = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title
