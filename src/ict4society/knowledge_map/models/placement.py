"""A cell of the map in which an element stands."""

from __future__ import annotations

from django.db import models

from ict4society.knowledge_map.models.element import Element
from ict4society.topics.models import Dimension, Topic


class Placement(models.Model):
    """An element may stand in several cells of topic × dimension."""

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="placements")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="placements")
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="placements")
    placed_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["element", "topic", "dimension"], name="placement_once"),)

    def __str__(self) -> str:
        return f"element {self.element_id} at {self.topic_id} × {self.dimension_id}"
