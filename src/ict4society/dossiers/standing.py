"""What has become, since its publication, of the things that a version stands on. The record itself never changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ict4society.deliberation.models import Statement
from ict4society.foundation.citations.models.citation import SourceState
from ict4society.foundation.database.together import together
from ict4society.knowledge_map.models import Element, Evidence
from ict4society.knowledge_map.queries.evidence import STATEMENT
from ict4society.knowledge_map.states import ElementState


@dataclass(frozen=True)
class Standing:
    """By the identifiers of the record: states of evidence that moved on, elements edited or withdrawn since."""

    evidence: dict[str, str] = field(default_factory=dict)
    """Only those that are no longer in the state that they were published in: changed, withdrawn or removed."""
    edited: dict[str, int] = field(default_factory=dict)
    """Elements with a newer revision, and its number."""
    withdrawn: frozenset[str] = frozenset()
    silenced: frozenset[str] = frozenset()
    """Evidence whose words were withdrawn or hidden: they are not repeated."""
    silenced_below: frozenset[str] = frozenset()
    """Statements for which that is true of the words that they were drawn from."""
    hidden: frozenset[str] = frozenset()
    """Elements that moderation has hidden."""

    @property
    def withholds(self) -> bool:
        """Whether there are words that may no longer be shown."""
        return bool(self.silenced or self.silenced_below or self.hidden)

    @property
    def changed(self) -> bool:
        """Whether a source, or an element, is no longer as it was published."""
        return bool(self.evidence or self.edited or self.withdrawn)


def standing_of(record: dict[str, Any]) -> Standing:
    """How the record's sources and elements stand now: two queries."""
    published = {piece["identifier"]: piece["state"] for element in record["elements"] for piece in element["evidence"]}
    revisions = {element["identifier"]: element["revision"] for element in record["elements"]}
    pieces, elements = together(
        Evidence.objects.filter(pk__in=[int(key) for key in published]).select_related("citation"),
        Element.objects.filter(pk__in=[int(key) for key in revisions]).only("revision", "state", "hidden_at"),
    )
    below = dict(
        Statement.objects.filter(
            pk__in=[piece.citation.source_id for piece in pieces if piece.citation.source_kind == STATEMENT],
            citation__isnull=False,
        ).values_list("pk", "citation__state")
    )
    order = list(SourceState.values)
    moved: dict[str, str] = {}
    silenced, silenced_below = set(), set()
    for piece in pieces:
        states = [piece.citation.state]
        if piece.citation.source_kind == STATEMENT and piece.citation.source_id in below:
            states.append(below[piece.citation.source_id])
            if states[-1] == SourceState.WITHDRAWN:
                silenced_below.add(str(piece.pk))
        if piece.citation.state == SourceState.WITHDRAWN:
            silenced.add(str(piece.pk))
        state = "removed" if piece.removed_at is not None else max(states, key=order.index)
        if state not in (SourceState.CURRENT, published[str(piece.pk)]):
            moved[str(piece.pk)] = state
    return Standing(
        evidence=moved,
        edited={str(e.pk): e.revision for e in elements if e.revision != revisions[str(e.pk)]},
        withdrawn=frozenset(
            str(e.pk) for e in elements if e.state == ElementState.WITHDRAWN or e.hidden_at is not None
        ),
        silenced=frozenset(silenced),
        silenced_below=frozenset(silenced_below),
        hidden=frozenset(str(e.pk) for e in elements if e.hidden_at is not None),
    )
