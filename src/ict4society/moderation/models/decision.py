"""A moderator's decision on a subject."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.foundation.subjects import Ref
from ict4society.moderation.states import DecisionAction


class Decision(models.Model):
    """Always with a reason, which the author is told. Never changed."""

    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Who wrote the subject, when somebody did: they may read the decision and ask for another look."""
    action = models.CharField(max_length=10, choices=DecisionAction.choices)
    reason = models.TextField(max_length=2000)
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=["subject_kind", "subject_id"], name="decision_subject"),)

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind}:{self.subject_id}"

    @property
    def ref(self) -> Ref:
        return Ref(self.subject_kind, self.subject_id)
