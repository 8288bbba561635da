"""Find what an item of an agenda can be about."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, QuerySet, TextField

from ict4society.foundation.database.together import together
from ict4society.foundation.subjects import Subject, SubjectType, subject_type
from ict4society.foundation.subjects.registry import describe

TITLES = ("title", "name", "text", "question", "label")
PER_KIND = 8


def linkable(kinds: tuple[str, ...], words: str, user: Any) -> list[Subject]:
    """Visible subjects of these kinds with these words in their titles, or the latest: one statement."""
    kept: list[SubjectType] = []
    queries: list[QuerySet[Any]] = []
    for kind in kinds:
        try:
            subject = subject_type(kind)
        except LookupError:
            continue  # a feature that is not installed
        rows = subject.visible_to(user)
        if words:
            fields = subject.model._meta.concrete_fields
            texts = {field.name for field in fields if isinstance(field, CharField | TextField)}
            name = next((name for name in TITLES if name in texts), None)
            if name is None:
                continue
            rows = rows.filter(**{f"{name}__icontains": words})
        if subject.related:
            rows = rows.select_related(*subject.related)
        kept.append(subject)
        queries.append(rows.order_by("-pk")[:PER_KIND])
    answers = together(*queries)
    return [describe(subject, obj) for subject, found in zip(kept, answers, strict=True) for obj in found]
