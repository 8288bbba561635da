"""A person follows or mutes a subject."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Attention(models.TextChoices):
    """How much a person wants to hear."""

    FOLLOWING = "following", _("following")
    MUTED = "muted", _("muted")


class Subscription(models.Model):
    """One for each (person, subject). Taking part in a thread follows it, unless it was muted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions")
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    attention = models.CharField(max_length=10, choices=Attention.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "subject_kind", "subject_id"], name="subscription_once"),
        )
        indexes = (models.Index(fields=["subject_kind", "subject_id"], name="subscription_subject"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.attention} {self.subject_kind}:{self.subject_id}"
