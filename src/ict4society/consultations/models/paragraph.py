"""A block of a text: what comments and questions stand beside."""

from __future__ import annotations

from django.db import models

from ict4society.consultations.models.text import TextVersion
from ict4society.consultations.states import ParagraphKind


class Paragraph(models.Model):
    """``key`` is the same in every version and language; ``label`` is what the reader sees as its number."""

    version = models.ForeignKey(TextVersion, on_delete=models.CASCADE, related_name="paragraphs")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ParagraphKind.choices, default=ParagraphKind.PARAGRAPH)
    level = models.PositiveSmallIntegerField(default=0)
    """Of a heading: 1 to 6."""
    label = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=20)
    text = models.TextField()
    """Markdown."""
    html = models.TextField()
    plain = models.TextField()
    """The characters that quotations count in."""

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["version", "position"], name="paragraph_position"),
            models.UniqueConstraint(fields=["version", "key"], name="paragraph_key"),
        )

    def __str__(self) -> str:
        return f"{self.key} of text {self.version_id}"

    @property
    def anchor(self) -> str:
        """Its address on the text's page."""
        return self.key
