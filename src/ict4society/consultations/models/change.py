"""What changed in a paragraph between the draft and the final text."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.models.consultation import Consultation


class Change(models.Model):
    """One for each paragraph that changes because of responses; what changes is read from the two texts."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="changes")
    paragraph_key = models.CharField(max_length=20)
    note = models.TextField(_("what changed"), max_length=2000, blank=True)
    """In a sentence, for readers who do not want to compare."""
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["consultation", "paragraph_key"], name="change_of_paragraph"),)

    def __str__(self) -> str:
        return f"change of {self.paragraph_key} in consultation {self.consultation_id}"
