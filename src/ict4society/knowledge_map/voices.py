"""Whose words an element stands on: the people who are told what becomes of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ict4society.foundation.subjects import Ref, subject_type

SPOKEN = (
    *("discussions.post", "deliberation.statement", "agenda.proposal"),
    *("consultations.comment", "consultations.answer"),
)
"""Kinds whose author's words are cited; a round's author only opened it."""


def authors_of(refs: Iterable[Ref]) -> set[int]:
    """Ids of the people who wrote these sources: one query for each kind. Imported sources have none."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for ref in refs:
        if ref.kind in SPOKEN:
            wanted[ref.kind].append(ref.id)
    authors: set[int] = set()
    for kind, ids in wanted.items():
        try:
            subject = subject_type(kind)
        except LookupError:
            continue
        rows = subject.model._base_manager.filter(pk__in=ids)
        authors.update(author for row in rows if (author := subject.author_id(row)) is not None)
    return authors
