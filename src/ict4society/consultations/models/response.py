"""What became of a comment, a suggestion or an answer, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.models.answer import Answer
from ict4society.consultations.models.change import Change
from ict4society.consultations.models.comment import Comment
from ict4society.consultations.models.consultation import Consultation
from ict4society.consultations.models.contribution import Contribution
from ict4society.consultations.outcome_states import Verdict


class Response(models.Model):
    """To exactly one comment or answer. Without a verdict it is open: somebody was only asked to write it."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="responses")
    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="response")
    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, null=True, blank=True, related_name="response")
    verdict = models.CharField(_("what becomes of it"), max_length=10, choices=Verdict.choices, blank=True)
    reason = models.TextField(_("reason"), max_length=5000, blank=True)
    html = models.TextField(blank=True)
    changes = models.ManyToManyField(Change, blank=True, related_name="responses")
    """The paragraphs that change because of it."""
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)
    """How often it was written; a form that was opened on an older one is answered with both texts."""
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(comment__isnull=False, answer=None) | Q(comment=None, answer__isnull=False),
                name="response_to_one",
            ),
            models.CheckConstraint(condition=Q(verdict="") | ~Q(reason=""), name="response_has_reason"),
        )
        indexes = (
            models.Index(fields=["consultation", "verdict"], name="response_verdict"),
            models.Index(fields=["assigned_to", "verdict"], name="response_assigned"),
        )

    def __str__(self) -> str:
        return f"response {self.pk} in consultation {self.consultation_id}"


class ResponseRevision(models.Model):
    """Every wording of a response, the current one included. Never changed."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.TextField()
    paragraphs = models.JSONField(default=list)
    """Keys of the paragraphs that change."""
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["response", "number"], name="response_revision"),)

    def __str__(self) -> str:
        return f"revision {self.number} of response {self.response_id}"


class ContributorTold(models.Model):
    """A contributor was told what became of their contribution: once."""

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="told")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"contribution {self.contribution_id} told"
