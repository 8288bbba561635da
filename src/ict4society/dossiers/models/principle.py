"""The Principles check of a dossier."""

from __future__ import annotations

from django.db import models

from ict4society.dossiers.models.dossier import Dossier
from ict4society.dossiers.states import Met, Principle


class PrincipleCheck(models.Model):
    """How the process behind a dossier met one principle."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="principles")
    principle = models.CharField(max_length=30, choices=Principle.choices)
    met = models.CharField(max_length=10, choices=Met.choices, default=Met.OPEN)
    text = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dossier", "principle"], name="principle_once"),)

    def __str__(self) -> str:
        return f"{self.principle}: {self.met}"
