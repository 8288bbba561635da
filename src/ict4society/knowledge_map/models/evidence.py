"""What an element stands on."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.foundation.citations.models import Citation
from ict4society.knowledge_map.models.element import Element
from ict4society.knowledge_map.states import Stance


class Evidence(models.Model):
    """A citation and how it bears on the element. Removed evidence is kept, dated, with the reason."""

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="evidence")
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="evidence")
    stance = models.CharField(max_length=10, choices=Stance.choices)
    note = models.CharField(max_length=500, blank=True)
    verdict = models.CharField(max_length=30, blank=True)
    """Of the statement that it cites, once everyone may see the round's result; kept true by the round's events."""
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("added_at", "pk")
        verbose_name_plural = "evidence"
        indexes = (models.Index(fields=["verdict"], condition=~models.Q(verdict=""), name="evidence_verdict"),)

    def __str__(self) -> str:
        return f"{self.stance} element {self.element_id}"
