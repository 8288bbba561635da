"""Campaigns: near-identical texts, grouped and counted, none of them dropped."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from ict4society.consultations.models.answer import Answer
from ict4society.consultations.models.comment import Comment
from ict4society.consultations.models.consultation import Consultation
from ict4society.consultations.outcome_states import CampaignDecisionKind


class CampaignSearch(models.Model):
    """The last search of a consultation: with which parameters, over what."""

    consultation = models.OneToOneField(Consultation, on_delete=models.CASCADE, related_name="campaign_search")
    parameters = models.JSONField()
    texts = models.PositiveIntegerField()
    """How many texts were compared."""
    fingerprint = models.CharField(max_length=64)
    """Of texts, parameters and people's decisions: when it is the same, nothing is computed."""
    computed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"search for campaigns in consultation {self.consultation_id}"


class Campaign(models.Model):
    """A group of near-identical answers or comments."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="campaigns")
    number = models.PositiveIntegerField()
    texts = models.PositiveIntegerField()
    contributions = models.PositiveIntegerField()
    """Of how many contributors these texts are."""
    groups = models.JSONField(default=dict)
    """Contributors by stakeholder group."""
    shared = models.JSONField(default=list)
    """The sentences that at least half of the texts have."""
    own = models.JSONField(default=list)
    """What contributors said beyond them: ``[{"contribution": id, "sentences": […]}]``, the confidential left out."""
    by_hand = models.BooleanField(default=False)
    """A person merged or split it."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-contributions", "number")
        constraints = (models.UniqueConstraint(fields=["consultation", "number"], name="campaign_number"),)

    def __str__(self) -> str:
        return f"campaign {self.number} in consultation {self.consultation_id}"


class CampaignText(models.Model):
    """An answer or a comment in a campaign; in one at most."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="members")
    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, null=True, related_name="campaign_text")
    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, null=True, related_name="campaign_text")
    likeness = models.FloatField()
    """Jaccard index of its shingles and those of the campaign's typical text."""
    typical = models.BooleanField(default=False)
    """Stands for the campaign."""

    class Meta:
        ordering = ("-typical", "-likeness", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(comment__isnull=False, answer=None) | Q(comment=None, answer__isnull=False),
                name="campaign_text_is_one",
            ),
        )

    def __str__(self) -> str:
        return f"text {self.pk} of campaign {self.campaign_id}"


class CampaignDecision(models.Model):
    """A person merged or split campaigns; repeated on every search. Never changed."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="campaign_decisions")
    kind = models.CharField(max_length=5, choices=CampaignDecisionKind.choices)
    answers = models.JSONField(default=list)
    comments = models.JSONField(default=list)
    """Ids of the texts that it is about."""
    reason = models.TextField(max_length=2000)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.kind} in consultation {self.consultation_id}"
