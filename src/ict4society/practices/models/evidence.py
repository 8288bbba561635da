"""What backs a practice: links to evidence, and indicator values."""

from __future__ import annotations

from django.db import models

from ict4society.foundation.subjects import Ref
from ict4society.practices.models.practice import Practice


class EvidenceLink(models.Model):
    """An address where something can be checked. Files are kept by ``foundation.files``."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="evidence")
    url = models.URLField(max_length=500)
    title = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title or self.url


class ResultLink(models.Model):
    """A published value of an indicator that shows a result; found through ``foundation.subjects``."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="result_links")
    kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["practice", "kind", "subject_id"], name="practice_result_once"),)
        indexes = (models.Index(fields=["kind", "subject_id"], name="practice_result_subject"),)

    def __str__(self) -> str:
        return str(self.ref)

    @property
    def ref(self) -> Ref:
        return Ref(self.kind, self.subject_id)
