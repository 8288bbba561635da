"""What a snapshot was computed from. Never shown: only the figures of ``Cell`` and one's own position are."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ict4society.benchmark.models.snapshot import Snapshot
from ict4society.organisations.models import Organisation
from ict4society.reporting.models import Indicator


class Member(models.Model):
    """In which peer group an organisation was."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    region = models.SmallIntegerField()
    sector = models.SmallIntegerField()
    size = models.SmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["snapshot", "organisation"], name="benchmark_member_once"),)
        indexes = (models.Index(fields=["snapshot", "region", "sector", "size"], name="benchmark_member_group"),)

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.snapshot_id}"


class Sample(models.Model):
    """The values of the narrowest group for one indicator and year, ascending, with their organisations in parallel."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="samples")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    region = models.SmallIntegerField()
    sector = models.SmallIntegerField()
    size = models.SmallIntegerField()
    organisations = ArrayField(models.BigIntegerField())
    values = ArrayField(models.FloatField())
    estimated = models.IntegerField()
    assurance = ArrayField(models.IntegerField())
    """How many values of each assurance level, weakest first."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["snapshot", "indicator", "year", "region", "sector", "size"], name="benchmark_sample_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}"
