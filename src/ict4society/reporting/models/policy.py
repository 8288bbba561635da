"""The approach of an organisation to a topic."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from ict4society.organisations.models import Organisation
from ict4society.reporting.states import Grade, Part
from ict4society.topics.models import Topic


class Policy(models.Model):
    """Private until it is published. Its five parts are each graded against a stated criterion (``criteria.py``)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="policies")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="policies")
    language = models.CharField(max_length=12, default="en")
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("topic", "pk")
        constraints = (models.UniqueConstraint(fields=["organisation", "topic"], name="policy_once"),)

    def __str__(self) -> str:
        return f"{self.organisation}: {self.topic}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("reporting:policy", args=[self.pk])


class PolicyPart(models.Model):
    """One part: what is said, how it is graded and why, and the evidence."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="parts")
    part = models.CharField(max_length=15, choices=Part.choices)
    text = models.TextField(max_length=5000, blank=True)
    grade = models.CharField(max_length=15, choices=Grade.choices)
    grade_reason = models.CharField(max_length=500, blank=True)
    evidence_url = models.URLField(max_length=500, blank=True)
    evidence_page = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["policy", "part"], name="policy_part_once"),)

    def __str__(self) -> str:
        return f"{self.part} of {self.policy_id}"


class PolicyRevision(models.Model):
    """What a policy said at each time. Never changed."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["policy", "number"], name="policy_revision_once"),)

    def __str__(self) -> str:
        return f"revision {self.number} of policy {self.policy_id}"
