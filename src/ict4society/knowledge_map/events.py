"""What happens on the map."""

from __future__ import annotations

from typing import Any

from ict4society.foundation.events.event import Event, event
from ict4society.foundation.subjects import Ref


class ElementEvent(Event):
    """What all of them have in common: the element that it happens to. Abstract."""

    element_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"element:{self.element_id}", "map")

    def subject(self) -> Ref | None:
        return Ref("knowledge_map.element", self.element_id)


@event("knowledge_map.element_created")
class ElementCreated(ElementEvent):
    element_id: int
    kind: str
    title: str


@event("knowledge_map.element_edited")
class ElementEdited(ElementEvent):
    """``before`` and ``after`` hold the values that changed."""

    element_id: int
    revision: int
    before: dict[str, Any]
    after: dict[str, Any]


@event("knowledge_map.evidence_added")
class EvidenceAdded(ElementEvent):
    """``sources`` are the cited subject and what it was itself drawn from, as ``kind:id``."""

    element_id: int
    evidence_id: int
    citation_id: int
    stance: str
    sources: list[str]

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), *source_tags(self.sources))


@event("knowledge_map.evidence_removed")
class EvidenceRemoved(ElementEvent):
    element_id: int
    evidence_id: int
    reason: str
    sources: list[str]

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), *source_tags(self.sources))


class PlacementEvent(ElementEvent):
    """It changes which cells are filled. Abstract."""

    topic_id: int
    dimension_id: int

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "home", f"topic:{self.topic_id}")


@event("knowledge_map.element_placed")
class ElementPlaced(PlacementEvent):
    element_id: int
    topic_id: int
    dimension_id: int


@event("knowledge_map.element_unplaced")
class ElementUnplaced(PlacementEvent):
    element_id: int
    topic_id: int
    dimension_id: int


class VisibilityEvent(ElementEvent):
    """It makes the element appear to readers, or disappear. Abstract."""

    sources: list[str]

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "home", "topics", *source_tags(self.sources))


@event("knowledge_map.element_published")
class ElementPublished(VisibilityEvent):
    """``topics`` are those where it is placed, for those who follow them."""

    element_id: int
    sources: list[str]
    topics: list[int]


@event("knowledge_map.element_withdrawn")
class ElementWithdrawn(VisibilityEvent):
    element_id: int
    reason: str
    sources: list[str]


@event("knowledge_map.element_hidden")
class ElementHidden(VisibilityEvent):
    element_id: int
    reason: str
    sources: list[str]


@event("knowledge_map.element_restored")
class ElementRestored(VisibilityEvent):
    element_id: int
    reason: str
    sources: list[str]


@event("knowledge_map.element_source_changed")
class ElementSourceChanged(ElementEvent):
    """Sources were edited or withdrawn; pages of dossiers carry the tags of the elements that they show."""

    element_id: int
    evidence_ids: list[int]
    state: str


@event("knowledge_map.sources_reviewed")
class SourcesReviewed(ElementEvent):
    element_id: int


@event("knowledge_map.verdict_changed")
class VerdictChanged(ElementEvent):
    """The round of a cited statement came to another verdict, or may now be seen."""

    element_id: int
    verdict: str


def source_tags(sources: list[str]) -> tuple[str, ...]:
    """The pages of the sources: they say what became of them."""
    names = {"discussions.post": "post", "agenda.proposal": "proposal", "deliberation.round": "round"}
    refs = [Ref.parse(source) for source in sources]
    return tuple(f"{names[ref.kind]}:{ref.id}" for ref in refs if ref.kind in names)
