"""A frozen benchmark."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from ict4society.benchmark.states import SnapshotState


class Snapshot(models.Model):
    """Numbered without regard to failures; ``parameters`` are those by which it was computed."""

    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=10, choices=SnapshotState.choices, default=SnapshotState.BUILDING)
    parameters = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    """Empty when the calendar made it."""
    ordered_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    before = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The snapshot from which unrenewed figures were carried over."""
    organisations = models.PositiveIntegerField(default=0)
    values = models.PositiveIntegerField(default=0)
    overview = models.JSONField(default=dict)
    """``{"indicators": [[id, newest year, reported then], …], "groups": [[region, sector, size, members], …]}``"""
    seconds = models.FloatField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at=None)),
                name="snapshot_published_at",
            ),
            models.UniqueConstraint(fields=["state"], condition=Q(state="building"), name="snapshot_one_at_a_time"),
        )

    def __str__(self) -> str:
        return f"#{self.number}"

    def get_absolute_url(self) -> str:
        """The benchmark as of this snapshot."""
        return reverse("benchmark:snapshot", args=[self.number])
