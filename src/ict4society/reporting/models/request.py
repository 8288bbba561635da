"""One organisation asks another for data."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ict4society.organisations.models import Organisation
from ict4society.reporting.models.indicator import Indicator
from ict4society.reporting.states import RequestState


class DataRequest(models.Model):
    """Seen by the two organisations only. What lies beyond the value-chain cap can be declined with that reason."""

    asker = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="data_requests_made")
    asked = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="data_requests")
    indicators = models.ManyToManyField(Indicator, related_name="+")
    year = models.PositiveSmallIntegerField()
    message = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.OPEN)
    reason = models.TextField(max_length=2000, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.CheckConstraint(condition=~Q(asker=F("asked")), name="request_to_another"),)

    def __str__(self) -> str:
        return f"request {self.pk}"
