"""One version of the text of a consultation, in one language."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.consultations.models.consultation import Consultation
from ict4society.consultations.states import TextKind


class TextVersion(models.Model):
    """Seen by readers once published; never changed after that. Languages of one version share its number."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=10, choices=TextKind.choices, default=TextKind.DRAFT)
    source = models.TextField(blank=True)
    """The Markdown from which its paragraphs were made."""
    source_name = models.CharField(max_length=200, blank=True)
    """The imported file; empty for a text that was typed."""
    left_out = models.JSONField(default=list, blank=True)
    """What the import left out, as sentences."""
    revision = models.PositiveIntegerField(default=1)
    """Of the text before it is published."""
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number", "language")
        constraints = (models.UniqueConstraint(fields=["consultation", "number", "language"], name="text_version"),)

    def __str__(self) -> str:
        return f"version {self.number} ({self.language}) of consultation {self.consultation_id}"
