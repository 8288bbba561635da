"""The figures of one peer group for one indicator and year."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ict4society.benchmark.groups import Group
from ict4society.benchmark.models.snapshot import Snapshot
from ict4society.benchmark.states import Withheld
from ict4society.reporting.models import Indicator


class Cell(models.Model):
    """0 stands for all regions, sectors, sizes. Figures that may not be shown are not stored."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="cells")
    figures_of = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    """The snapshot that computed the figures: an earlier one while too few organisations changed since."""
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    region = models.SmallIntegerField()
    sector = models.SmallIntegerField()
    size = models.SmallIntegerField()
    n = models.IntegerField()
    digest = models.BigIntegerField(default=0)
    """Of who contributed which value, so that figures of two dates can be told to be of the same. Never shown."""
    peers = models.IntegerField()
    """Members of the group to whom the indicator applies."""
    not_applicable = models.IntegerField(default=0)
    estimated = models.IntegerField(default=0)
    assurance = ArrayField(models.IntegerField(), default=list)
    p10 = models.FloatField(null=True)
    p25 = models.FloatField(null=True)
    p50 = models.FloatField(null=True)
    p75 = models.FloatField(null=True)
    p90 = models.FloatField(null=True)
    p25_interval = ArrayField(models.FloatField(), null=True)
    """Low, high, coverage."""
    p50_interval = ArrayField(models.FloatField(), null=True)
    p75_interval = ArrayField(models.FloatField(), null=True)
    total = models.FloatField(null=True)
    withheld = models.CharField(max_length=10, choices=Withheld.choices, blank=True)
    total_withheld = models.CharField(max_length=10, choices=Withheld.choices, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["snapshot", "region", "sector", "size", "indicator", "year"], name="benchmark_cell_once"
            ),
            models.CheckConstraint(
                condition=models.Q(withheld="") | models.Q(p50=None, total=None), name="benchmark_cell_withheld"
            ),
        )
        indexes = (models.Index(fields=["snapshot", "indicator", "year"], name="benchmark_cell_indicator"),)

    def __str__(self) -> str:
        return f"{self.group.key} {self.indicator_id} {self.year}"

    @property
    def group(self) -> Group:
        return Group(self.region, self.sector, self.size)
