"""How a discussion ended."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.discussions.models.thread import Thread


class Conclusion(models.Model):
    """A facilitator's conclusion; a thread that was opened again keeps its earlier ones."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="conclusions")
    text = models.TextField(max_length=20_000)
    html = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"conclusion of thread {self.thread_id}"
