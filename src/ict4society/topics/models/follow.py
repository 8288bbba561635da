"""A person follows a topic."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.topics.models.topic import Topic


class Follow(models.Model):
    """Once for each person and topic."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="follows")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "topic"], name="follow_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} → {self.topic_id}"
