"""What was said of a solution at each time."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.solutions.models.solution import Solution


class SolutionRevision(models.Model):
    """All words since it was published, the current ones included. Never changed."""

    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    """Everything, as plain text."""
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["solution", "number"], name="solution_revision_number"),)

    def __str__(self) -> str:
        return f"revision {self.number} of solution {self.solution_id}"
