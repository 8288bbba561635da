"""Earlier texts of a source: sources that keep them have the relation ``revisions``, numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, prefetch_related_objects


def kept_revision(source: Any, number: int) -> Any:
    """The kept revision with this number, or None; no query where the ``revisions`` are at hand."""
    if "revisions" in getattr(source, "_prefetched_objects_cache", {}):
        return next((kept for kept in source.revisions.all() if kept.number == number), None)
    return source.revisions.filter(number=number).first()


def fetch_revisions(sources: Iterable[Model]) -> None:
    """Put the ``revisions`` of sources at hand: one query for each kind that keeps any."""
    by_model: dict[type[Model], list[Model]] = defaultdict(list)
    for source in sources:
        if hasattr(source, "revisions"):
            by_model[type(source)].append(source)
    for found in by_model.values():
        prefetch_related_objects(found, "revisions")
