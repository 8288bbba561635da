"""Load the catalogue from the files that come with the program."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import connection, transaction

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.reporting.events import CatalogueChanged
from ict4society.reporting.models import Indicator, Standard, StandardVersion
from ict4society.reporting.shipped import StandardEntry, shipped_standards
from ict4society.topics.models import Dimension, Topic

LOCK = 7_074_011
"""Advisory lock of PostgreSQL: two loads at once come one after the other."""


@transaction.atomic
def load_indicators(*, actor: Actor | None = None, standards: list[StandardEntry] | None = None) -> list[str]:
    """Make the catalogue as the files say; found by version and key, so a repeated load changes nothing.

    What operators added, or what the files no longer name, stays. Returns the keys of what is new or different.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    topics = {topic.slug: topic.pk for topic in Topic.objects.all()}
    dimensions = {dimension.slug: dimension.pk for dimension in Dimension.objects.all()}
    changed: list[str] = []
    for entry in standards if standards is not None else shipped_standards():
        changed += _load_standard(entry, topics, dimensions)
    if changed:
        emit(CatalogueChanged(keys=changed), actor=actor)
    return changed


def _load_standard(entry: StandardEntry, topics: dict[str, int], dimensions: dict[str, int]) -> list[str]:
    head = {name: getattr(entry, name) for name in ("name", "publisher", "licence", "notice", "url")}
    standard, _made = Standard.objects.update_or_create(slug=entry.slug, defaults=head)
    dates = {name: getattr(entry, name) for name in ("valid_from", "valid_until", "note")}
    version, _made = StandardVersion.objects.update_or_create(standard=standard, label=entry.version, defaults=dates)
    known = {indicator.key: indicator for indicator in version.indicators.all()}
    fresh: list[Indicator] = []
    stale: list[Indicator] = []
    fields: list[str] = []
    for each in entry.indicators:
        values: dict[str, Any] = asdict(each)
        values["topic_id"] = topics.get(values.pop("topic"))
        values["dimension_id"] = dimensions.get(values.pop("dimension"))
        fields = [name for name in values if name != "key"]
        row = known.get(each.key)
        if row is None:
            fresh.append(Indicator(version=version, **values))
        elif any(getattr(row, name) != values[name] for name in fields):
            for name in fields:
                setattr(row, name, values[name])
            stale.append(row)
    Indicator.objects.bulk_create(fresh)
    if stale:
        Indicator.objects.bulk_update(stale, fields)
    return [row.key for row in (*fresh, *stale)]
