"""A snapshot of seven small enterprises, Nordlys among them, and one that failed."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from ict4society.benchmark.actions.compute import compute_snapshot
from ict4society.benchmark.actions.order import order_snapshot
from ict4society.benchmark.models import Snapshot
from ict4society.benchmark.states import SnapshotState
from ict4society.organisations.models import Organisation
from ict4society.reporting.models import IndicatorValue
from tests.promises.world import Private, Samples, World

ANSWERS = """
benchmark_show_positions           API  403 representative 200
benchmark:order                    GET  302
benchmark:own                      GET  403 representative 200
benchmark:own_csv                  GET  403 representative 200
benchmark:own_pdf                  GET  403 representative 200
benchmark:order                    POST 303
"""
HOLDERS = {"benchmark.make_snapshot": "operator"}


def make(world: World) -> Samples:
    """All are of Nordlys's country and size, and no activity of the ICT sector is known of them."""
    value = world.made["value"]
    peers = Organisation.objects.bulk_create(
        Organisation(
            name=f"Peer {number}",
            slug=f"peer-{number}",
            group="enterprise",
            country=world.organisation.country,
            size_class=world.organisation.size_class,
            verified_at=timezone.now(),
        )
        for number in range(6)
    )
    IndicatorValue.objects.bulk_create(
        IndicatorValue(
            organisation=each,
            indicator=value.indicator,
            year=value.year,
            state="reported",
            value=Decimal(1000 + 100 * number),
            chosen=True,
            published_at=timezone.now(),
        )
        for number, each in enumerate(peers)
    )
    snapshot = order_snapshot(actor=world.actor("operator"))
    compute_snapshot(snapshot.pk)
    failed = order_snapshot(actor=world.actor("operator"), note="Xfailing note")
    Snapshot.objects.filter(pk=failed.pk).update(state=SnapshotState.FAILED, failure="Fault")
    return Samples(
        ANSWERS,
        HOLDERS,
        parameters={
            "number": snapshot.number,
            "slug": world.organisation.slug,
            "key": "west.other.small",
            "pk": value.indicator_id,
        },
        private=[
            Private(
                "a snapshot that failed",
                "Xfailing",
                ("operator",),
                named={"number": failed.number},
                unknown={"number": 987654},
                api="/api/v1/benchmark/snapshots/{number}",
            )
        ],
        api={"organisation_id": world.organisation.pk, "indicator_id": value.indicator_id},
    )
