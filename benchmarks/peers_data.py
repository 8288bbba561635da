"""Invented enterprises and what they report, in bulk: the same for the same numbers."""

from __future__ import annotations

from random import Random
from typing import Any

COUNTRIES = "DK FI SE EE BE FR DE NL IE AT ES IT PT GR PL CZ RO HU BG BR".split()  # noqa: SIM905
CODES = ["26.20", "46.50", "58.29", "61.10", "62.10", "63.10", "95.10", "73.11"]
SIZES = ["micro", "small", "small", "medium", "large"]
BLOCK = 1000
VALUES = """
INSERT INTO reporting_indicatorvalue (organisation_id, indicator_id, year, breakdown, source, source_name, state, value,
    entered, entered_unit, text, reason, method, basis, evidence_url, evidence_title, evidence_page, assurance, inputs,
    chosen, conflicting, revision, restated, created_at, changed_at, published_at, withdrawn_reason)
SELECT o.id, i.id, y, '', 'own', '', 'reported', round((exp(random() * 6) * 100)::numeric, 3), '', '', '', '', '', '',
    '', '', '', (ARRAY['none', 'self', 'community', 'third_party'])[1 + floor(random() * 4)::int], '[]', true, false, 1,
    false, now(), now(), now(), ''
FROM unnest(%s::int8[]) AS o(id) CROSS JOIN unnest(%s::int8[]) AS i(id) CROSS JOIN generate_series(2016, 2015 + %s) AS y
WHERE random() < 0.875
"""


def fill(organisations: int, indicators: int, years: int) -> None:
    """One report after the other, as enterprises send them; about one value in eight is missing."""
    from django.db import connection

    measures = [each.pk for each in _indicators(indicators)]
    made = [each.pk for each in _organisations(organisations)]
    for start in range(0, len(made), BLOCK):
        with connection.cursor() as cursor:
            cursor.execute("SELECT setseed(%s)", [start / len(made)])
            cursor.execute(VALUES, [made[start : start + BLOCK], measures, years])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _indicators(number: int) -> list[Any]:
    from ict4society.reporting.models import Indicator, Standard, StandardVersion
    from ict4society.topics.models import Topic

    topics = [Topic.objects.create(slug=f"peers-{n}", name=f"Topic {n}") for n in range(8)]
    standard = Standard.objects.create(slug="peers", name="Invented")
    version = StandardVersion.objects.create(standard=standard, label="1", valid_from="2010-01-01")
    return [
        Indicator.objects.create(
            version=version, key=f"peers-{n}", labels={"en": f"Indicator {n}"}, unit="MWh", position=n,
            value_type="decimal", direction=("higher", "lower")[n % 2], topic=topics[n % 8],
        )
        for n in range(number)
    ]  # fmt: skip


def _organisations(number: int) -> list[Any]:
    from django.utils import timezone

    from ict4society.organisations.models import NaceCode, Organisation

    random, now = Random(1), timezone.now()
    rows = [
        Organisation(
            name=f"Peer {n}", slug=f"peer-{n}", group="enterprise", country=random.choice(COUNTRIES),
            size_class=random.choice(SIZES), verified_at=now,
        )
        for n in range(number)
    ]  # fmt: skip
    made = Organisation.objects.bulk_create(rows, batch_size=2000)
    codes = [NaceCode.objects.get_or_create(revision="2.1", code=code)[0] for code in CODES]
    through = Organisation.nace_codes.through
    through.objects.bulk_create(
        [through(organisation=each, nacecode=random.choice(codes)) for each in made], batch_size=5000
    )
    return made
