"""What a practice said at each time."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.foundation.richtext import plain
from ict4society.practices.models.practice import Practice
from ict4society.practices.states import PARTS


class PracticeRevision(models.Model):
    """Every text since it was submitted first, the current one included. Never changed."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=400)
    parts = models.JSONField(default=dict)
    """Markdown of the texts by their names (``states.PARTS``)."""
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["practice", "number"], name="practice_revision_number"),)

    def __str__(self) -> str:
        return f"revision {self.number} of practice {self.practice_id}"

    @property
    def whole(self) -> str:
        """All words, as plain text: what can be cited, and what is compared."""
        texts = [self.title, self.summary, *(plain(self.parts.get(name, "")) for name in PARTS)]
        return "\n".join(text for text in texts if text)
