"""What the partners want to have done by when."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ict4society.partnerships.models.call import Call
from ict4society.partnerships.states import MilestoneState


class Milestone(models.Model):
    """Set by any partner; reached with evidence, or dropped with a note."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("title"), max_length=200)
    due = models.DateField(_("by"))
    state = models.CharField(max_length=10, choices=MilestoneState.choices, default=MilestoneState.PLANNED)
    note = models.CharField(_("note"), max_length=500, blank=True)
    evidence_url = models.URLField(_("evidence"), max_length=500, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        return self.state == MilestoneState.PLANNED and self.due < timezone.localdate()
