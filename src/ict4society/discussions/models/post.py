"""A post in a thread."""

from __future__ import annotations

from django.db import models

from ict4society.discussions.models.thread import Thread
from ict4society.organisations.models import Contribution


class Post(Contribution):
    """Numbered within its thread. Text and HTML of the current revision are kept here too, for reading fast."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replies")
    revision = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    """Raised by whatever changes what a reader sees of it: an edit, hiding, the author's new name."""
    text = models.TextField()
    html = models.TextField()
    edited_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=["author", "-id"], name="post_author"),)
        constraints = (models.UniqueConstraint(fields=["thread", "number"], name="post_number"),)

    def __str__(self) -> str:
        return f"#{self.number} in {self.thread_id}"
