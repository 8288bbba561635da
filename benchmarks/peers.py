"""How long a benchmark of many organisations takes: ``python -m benchmarks.peers --data /tmp/peers``.

Fills a database of its own (embedded PostgreSQL in the data folder) with invented enterprises and values, makes a
snapshot, then reads pages in this process. The generator is no part of the product.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from pathlib import Path
from random import Random
from typing import Any

COUNTRIES = "DK FI SE EE BE FR DE NL IE AT ES IT PT GR PL CZ RO HU BG BR".split()  # noqa: SIM905
CODES = ["26.20", "46.50", "58.29", "61.10", "62.10", "63.10", "95.10", "73.11"]
SIZES = ["micro", "small", "small", "medium", "large"]


def main() -> None:
    """Fill (once), snapshot, read."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--organisations", type=int, default=10_000)
    options.add_argument("--indicators", type=int, default=100)
    options.add_argument("--years", type=int, default=10)
    chosen = options.parse_args()
    os.environ.update(ICT4SOCIETY_DATA=str(chosen.data), DJANGO_SETTINGS_MODULE="config.settings")
    chosen.data.mkdir(parents=True, exist_ok=True)
    from ict4society.foundation.database.embedded import EmbeddedPostgres

    server = EmbeddedPostgres(chosen.data)
    server.ensure_running()
    try:
        import django

        django.setup()
        _measure(chosen)
    finally:
        server.stop()


def _measure(chosen: argparse.Namespace) -> None:
    from django.core.management import call_command

    from ict4society.reporting.models import IndicatorValue

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not IndicatorValue.objects.exists():
        began = time.monotonic()
        _fill(chosen)
        print(f"filled in {time.monotonic() - began:.0f} s")
    print(f"{IndicatorValue.objects.count():,} values")
    snapshots = [_snapshot() for _each in range(2)]
    print("snapshots:", ", ".join(f"#{each.number} {each.seconds} s, {each.values:,} values" for each in snapshots))
    _pages(snapshots[-1])


def _fill(chosen: argparse.Namespace) -> None:
    """Values go in by COPY's equivalent in one statement for each indicator; about one in eight is missing."""
    from django.db import connection
    from django.utils import timezone

    from ict4society.organisations.models import NaceCode, Organisation
    from ict4society.reporting.models import Indicator, Standard, StandardVersion
    from ict4society.topics.models import Topic

    random = Random(1)
    now = timezone.now()
    topics = [Topic.objects.create(slug=f"peers-{n}", name=f"Topic {n}") for n in range(8)]
    standard = Standard.objects.create(slug="peers", name="Invented")
    version = StandardVersion.objects.create(standard=standard, label="1", valid_from="2010-01-01")
    indicators = [
        Indicator.objects.create(
            version=version, key=f"peers-{n}", labels={"en": f"Indicator {n}"}, unit="MWh", position=n,
            value_type="decimal", direction=("higher", "lower")[n % 2], topic=topics[n % 8],
        )
        for n in range(chosen.indicators)
    ]  # fmt: skip
    rows = [
        Organisation(
            name=f"Peer {n}", slug=f"peer-{n}", group="enterprise", country=random.choice(COUNTRIES),
            size_class=random.choice(SIZES), verified_at=now,
        )
        for n in range(chosen.organisations)
    ]  # fmt: skip
    made = Organisation.objects.bulk_create(rows, batch_size=2000)
    codes = [NaceCode.objects.get_or_create(revision="2.1", code=code)[0] for code in CODES]
    through = Organisation.nace_codes.through
    through.objects.bulk_create(
        [through(organisation=each, nacecode=random.choice(codes)) for each in made], batch_size=5000
    )
    for indicator in indicators:
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO reporting_indicatorvalue (organisation_id, indicator_id, year, breakdown, source,
                    source_name, state, value, entered, entered_unit, text, reason, method, basis, evidence_url,
                    evidence_title, evidence_page, assurance, inputs, chosen, conflicting, revision, restated,
                    created_at, changed_at, published_at, withdrawn_reason)
                SELECT o.id, %s, y, '', 'own', '', 'reported', round((exp(random() * 6) * 100)::numeric, 3),
                    '', '', '', '', '', '', '', '', '',
                    (ARRAY['none', 'self', 'community', 'third_party'])[1 + floor(random() * 4)::int], '[]',
                    true, false, 1, false, now(), now(), now(), ''
                FROM organisations_organisation o CROSS JOIN generate_series(2016, 2015 + %s) AS y
                WHERE o.slug LIKE 'peer-%%' AND random() < 0.875
                """,
                [indicator.pk, chosen.years],
            )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _snapshot() -> Any:
    from ict4society.benchmark.actions.compute import compute_snapshot
    from ict4society.benchmark.actions.order import order_snapshot
    from ict4society.benchmark.models import Snapshot

    ordered = order_snapshot(actor=None)
    compute_snapshot(ordered.pk)
    return Snapshot.objects.get(pk=ordered.pk)


def _pages(snapshot: Any) -> None:
    """Every kind of page for fifty organisations, signed in, so that no page cache answers."""
    from django.test import Client

    from ict4society.accounts.models import User
    from ict4society.benchmark.models import Member
    from ict4society.benchmark.queries import group_of, measured_indicators
    from ict4society.organisations.models import Mandate

    random = Random(2)
    indicators = [each.pk for each, _year, _n in measured_indicators(snapshot)]
    members = list(Member.objects.filter(snapshot=snapshot).select_related("organisation")[:5000])
    timings: dict[str, list[float]] = {}
    for number, member in enumerate(random.sample(members, min(50, len(members)))):
        user, _new = User.objects.get_or_create(email=f"peers{number}@example.org", defaults={"name": f"Peer {number}"})
        Mandate.objects.get_or_create(user=user, organisation=member.organisation, defaults={"role": "delegate"})
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(user)
        group = group_of(snapshot, member.organisation)
        assert group is not None
        root = f"/benchmark/{snapshot.number}/"
        addresses = {
            "overview": root,
            "group": f"{root}{group.key}/",
            "indicator and own position": f"{root}{group.key}/{random.choice(indicators)}/",
            "the same again": "",
            "where we stand": f"{root}own/{member.organisation.slug}/",
        }
        addresses["the same again"] = addresses["indicator and own position"]
        for name, address in addresses.items():
            timings.setdefault(name, []).append(_timed(client, address))
    for name, found in timings.items():
        found = sorted(found[2:])
        print(f"{name:28} median {statistics.median(found):6.1f} ms, p95 {found[int(len(found) * 0.95)]:6.1f} ms")


def _timed(client: Any, address: str) -> float:
    began = time.perf_counter()
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
