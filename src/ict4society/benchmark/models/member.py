"""What a snapshot was computed from. Never shown: only the figures of ``Cell`` and one's own position are."""

from __future__ import annotations

from django.db import models

from ict4society.benchmark.models.snapshot import Snapshot
from ict4society.organisations.models import Organisation


class Member(models.Model):
    """In which peer group an organisation was, what it had reported, and where that stood in its four groups.

    ``values`` and ``places`` are as ``benchmark.arrays.unpack`` reads them: one row for each organisation instead of
    one for each of its values, so that its own page needs one row, and the next snapshot can see what changed.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    region = models.SmallIntegerField()
    sector = models.SmallIntegerField()
    size = models.SmallIntegerField()
    values = models.BinaryField(default=b"")
    places = models.BinaryField(default=b"")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["snapshot", "organisation"], name="benchmark_member_once"),)
        indexes = (models.Index(fields=["snapshot", "region", "sector", "size"], name="benchmark_member_group"),)

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.snapshot_id}"
