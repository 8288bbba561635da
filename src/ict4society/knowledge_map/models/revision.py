"""What an element said at each time."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.knowledge_map.models.element import Element


class ElementRevision(models.Model):
    """Every text that an element ever had, the current one included. Never changed."""

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=15)
    title = models.CharField(max_length=280)
    text = models.TextField(blank=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["element", "number"], name="element_revision_number"),)

    def __str__(self) -> str:
        return f"revision {self.number} of element {self.element_id}"
