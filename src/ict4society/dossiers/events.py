"""What happens to dossiers."""

from __future__ import annotations

from typing import Any

from ict4society.foundation.events.event import Event, event
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.events import source_tags


class DossierEvent(Event):
    """What all of them have in common. Abstract."""

    dossier_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"dossier:{self.dossier_id}", "dossiers")

    def subject(self) -> Ref | None:
        return Ref("dossiers.dossier", self.dossier_id)


@event("dossiers.dossier_created")
class DossierCreated(DossierEvent):
    dossier_id: int
    title: str


@event("dossiers.dossier_edited")
class DossierEdited(DossierEvent):
    """``before`` and ``after`` hold the values that changed."""

    dossier_id: int
    before: dict[str, Any]
    after: dict[str, Any]


@event("dossiers.items_changed")
class ItemsChanged(DossierEvent):
    """The elements in their order (ids), before and after."""

    dossier_id: int
    before: list[int]
    after: list[int]


@event("dossiers.item_remarked")
class ItemRemarked(DossierEvent):
    dossier_id: int
    element_id: int
    before: str
    after: str


@event("dossiers.principles_assessed")
class PrinciplesAssessed(DossierEvent):
    """The principles whose assessment changed: how far they are met, before and after."""

    dossier_id: int
    before: dict[str, str]
    after: dict[str, str]


@event("dossiers.dossier_published")
class DossierPublished(DossierEvent):
    """``sources`` are everything that its elements were made from, as ``kind:id``."""

    dossier_id: int
    version: int
    digest: str
    elements: list[int]
    sources: list[str]

    def tags(self) -> tuple[str, ...]:
        elements = tuple(f"element:{pk}" for pk in self.elements)
        return (*super().tags(), "home", "topics", *elements, *source_tags(self.sources))


@event("dossiers.uptake_reported")
class UptakeReported(DossierEvent):
    """``by_recipient``: they reported it themselves; otherwise a facilitator entered it."""

    dossier_id: int
    version: int
    uptake_id: int
    state: str
    by_recipient: bool
    elements: list[int]
    sources: list[str]

    def tags(self) -> tuple[str, ...]:
        elements = tuple(f"element:{pk}" for pk in self.elements)
        return (*super().tags(), "home", *elements, *source_tags(self.sources))
