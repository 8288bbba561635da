"""What a post said at each time."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.discussions.models.post import Post


class PostRevision(models.Model):
    """Every text that a post ever had, the current one included. Never changed."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    html = models.TextField()
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["post", "number"], name="revision_number"),)

    def __str__(self) -> str:
        return f"revision {self.number} of post {self.post_id}"
