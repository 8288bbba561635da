"""Codes of economic activities."""

from __future__ import annotations

from django.db import models

from ict4society.organisations.states import NaceSection


class NaceCode(models.Model):
    """One code of NACE Rev. 2 or Rev. 2.1 (Regulation (EC) No 1893/2006, Delegated Regulation (EU) 2023/137).

    A section (of Rev. 2.1 alone), division, group or class.
    """

    revision = models.CharField(max_length=3, choices=[("2", "Rev. 2"), ("2.1", "Rev. 2.1")])
    code = models.CharField(max_length=8)
    label = models.CharField(max_length=300)

    class Meta:
        ordering = ("revision", "code")
        constraints = (models.UniqueConstraint(fields=["revision", "code"], name="nace_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.name} (Rev. {self.revision})"

    @property
    def name(self) -> str:
        """What it stands for; a section in the reader's language."""
        return str(NaceSection(self.code).label) if self.code in NaceSection else self.label
