"""What a person is writing and has not sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """The fields of one form at one place, as last typed; one for each person and place."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=120)
    """Where the form is, for example ``discussions.reply:12``."""
    address = models.CharField(max_length=300, blank=True)
    """The page on which the form is, where it is known."""
    fields = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "place"], name="draft_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} at {self.place}"
