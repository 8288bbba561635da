"""A moderator's decision on a subject."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.moderation.states import DecisionAction


class Decision(models.Model):
    """Always with a reason, which the author is told. Never changed."""

    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    action = models.CharField(max_length=10, choices=DecisionAction.choices)
    reason = models.TextField(max_length=2000)
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=["subject_kind", "subject_id"], name="decision_subject"),)

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind}:{self.subject_id}"
