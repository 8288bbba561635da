"""The living summary at the top of a thread."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.discussions.models.thread import Thread


class LivingSummary(models.Model):
    """One version of a facilitator's summary; the highest is shown."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="summaries")
    version = models.PositiveIntegerField()
    text = models.TextField(max_length=20_000)
    html = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    through_number = models.PositiveIntegerField()
    """The last post that it takes into account."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-version",)
        constraints = (models.UniqueConstraint(fields=["thread", "version"], name="summary_version"),)

    def __str__(self) -> str:
        return f"summary {self.version} of thread {self.thread_id}"
