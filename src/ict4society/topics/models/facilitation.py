"""Who facilitates which topics."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.topics.models.topic import Topic


class Facilitation(models.Model):
    """A facilitator of a topic and of all below it; of every topic when ``topic`` is empty."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="facilitations")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, null=True, blank=True, related_name="facilitations")
    appointed_by_id = models.BigIntegerField(null=True)
    appointed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "topic"], nulls_distinct=False, name="facilitation_once"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} facilitates {self.topic_id or 'all'}"
