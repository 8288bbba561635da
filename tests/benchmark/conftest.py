"""Enterprises of chosen peer groups with values, written in bulk, and snapshots of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.utils import timezone

from ict4society.benchmark.actions.compute import compute_snapshot
from ict4society.benchmark.actions.order import order_snapshot
from ict4society.benchmark.groups import Group
from ict4society.benchmark.models import Cell, Snapshot
from ict4society.organisations.models import NaceCode, Organisation
from ict4society.reporting.models import Indicator, IndicatorValue, Standard, StandardVersion
from ict4society.topics.models import Topic
from tests.people import factory

_number = count(1)
CODES = {"software": "58.29", "telecom": "61.10", "services": "62.10", "trade": "46.50"}
SOFTWARE = {"country": "FR", "size_class": "small", "sector": "software"}


@dataclass
class Field:
    """The catalogue and who reports."""

    topic: Topic
    indicator: Indicator
    organisations: list[Organisation] = field(default_factory=list)

    def enterprises(self, number: int, *, country: str, size_class: str, sector: str) -> list[Organisation]:
        """New verified enterprises of one peer group."""
        rows = [
            Organisation(
                name=f"Enterprise {n}",
                slug=f"enterprise-{n}",
                group="enterprise",
                country=country,
                size_class=size_class,
                verified_at=timezone.now(),
            )
            for n in (next(_number) for _each in range(number))
        ]
        made = Organisation.objects.bulk_create(rows)
        if sector in CODES:
            code, _new = NaceCode.objects.get_or_create(revision="2.1", code=CODES[sector], defaults={"label": sector})
            for each in made:
                each.nace_codes.add(code)
        self.organisations += made
        return made

    def report(
        self, organisations: Sequence[Organisation], values: Sequence[float], year: int = 2025, **fields: Any
    ) -> list[IndicatorValue]:
        """A published value of each."""
        fields = {"indicator": self.indicator, "state": "reported", **fields}
        return IndicatorValue.objects.bulk_create(
            IndicatorValue(
                organisation=each,
                year=year,
                value=Decimal(str(value)),
                chosen=True,
                published_at=timezone.now(),
                **fields,
            )
            for each, value in zip(organisations, values, strict=True)
        )

    def peers(self, values: Sequence[float], year: int = 2025, **group: str) -> list[Organisation]:
        """New enterprises of one group (small French software firms, unless said otherwise) with these values."""
        made = self.enterprises(len(values), **{**SOFTWARE, **group})
        self.report(made, values, year)
        return made

    def cell(self, snapshot: Snapshot, key: str, year: int = 2025) -> Cell:
        """The cell of a group."""
        group = Group.parse(key)
        where = {"region": group.region, "sector": group.sector, "size": group.size}
        return Cell.objects.get(snapshot=snapshot, indicator=self.indicator, year=year, **where)


@pytest.fixture
def scene(db: None) -> Field:
    topic = factory.topic("environment")
    standard = Standard.objects.create(slug="own", name="Own set")
    version = StandardVersion.objects.create(standard=standard, label="1", valid_from=date(2018, 1, 1))
    indicator = Indicator.objects.create(
        version=version,
        key="energy",
        labels={"en": "Energy of data centres"},
        value_type="decimal",
        unit="MWh",
        topic=topic,
        direction="lower",
    )
    return Field(topic, indicator)


def take_snapshot() -> Snapshot:
    """Order one and compute it."""
    ordered = order_snapshot(actor=None)
    compute_snapshot(ordered.pk)
    return Snapshot.objects.get(pk=ordered.pk)
