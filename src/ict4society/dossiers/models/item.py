"""An element selected for a dossier."""

from __future__ import annotations

from django.db import models

from ict4society.dossiers.models.dossier import Dossier
from ict4society.knowledge_map.models import Element


class DossierItem(models.Model):
    """In the order chosen by the composer, with an own remark."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="items")
    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="dossier_items")
    position = models.PositiveIntegerField()
    remark = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=["dossier", "element"], name="dossier_item_once"),)

    def __str__(self) -> str:
        return f"{self.position}. element {self.element_id}"
