"""What an import took, did not know, and refused."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ict4society.organisations.models import Organisation
from ict4society.reporting.models.report import Report


class Intake(models.Model):
    """One file that was read; ``lines`` has one entry for each cell or row. For the organisation and operators."""

    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="intakes")
    report = models.ForeignKey(Report, on_delete=models.SET_NULL, null=True, related_name="intakes")
    lines = models.JSONField(default=list)
    """``[{"place": "Environment!C12", "outcome": "taken", "indicator": key, "said": …, "why": …}]``"""
    taken = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.file_name
