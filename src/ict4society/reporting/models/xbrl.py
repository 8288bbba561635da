"""What validating a report's inline XBRL found."""

from __future__ import annotations

from django.db import models

from ict4society.reporting.models.report import Report
from ict4society.reporting.states import XbrlState


class XbrlCheck(models.Model):
    """The newest one of a report; ordered again, it begins anew."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="xbrl_check")
    state = models.CharField(max_length=8, choices=XbrlState.choices, default=XbrlState.RUNNING)
    version = models.PositiveIntegerField()
    """Of the report, when it was ordered."""
    package = models.CharField(max_length=200, blank=True)
    """The file name of the taxonomy package."""
    facts = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    """``[{"level": …, "code": …, "text": …}, …]``"""
    failure = models.CharField(max_length=500, blank=True)
    ordered_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"inline XBRL of report {self.report_id}: {self.state}"
