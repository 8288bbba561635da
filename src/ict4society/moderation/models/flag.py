"""A member reports a subject."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from ict4society.foundation.subjects import Ref
from ict4society.moderation.models.decision import Decision
from ict4society.moderation.states import FlagReason


class Flag(models.Model):
    """Open until a decision answers it; one open flag for each person and subject."""

    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=15, choices=FlagReason.choices)
    text = models.TextField(max_length=2000, blank=True)
    appeals = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="appeals")
    """The decision against which the author asks for another look; empty for a report."""
    created_at = models.DateTimeField(auto_now_add=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="flags")

    class Meta:
        ordering = ("created_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "reporter"], condition=Q(decision=None), name="flag_once"
            ),
        )

    @property
    def ref(self) -> Ref:
        return Ref(self.subject_kind, self.subject_id)

    def __str__(self) -> str:
        return f"{self.reason} {self.subject_kind}:{self.subject_id}"
