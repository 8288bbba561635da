"""The map for programs: the table, the elements, and for facilitators writing them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from ict4society.foundation.actors import Actor
from ict4society.foundation.api import (
    Page,
    PageQuery,
    idempotency_key,
    paginate,
    read_scope,
    validated,
    write_scope,
)
from ict4society.foundation.citations.models.citation import SourceState
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.actions.cite_evidence import add_evidence
from ict4society.knowledge_map.actions.create import create_element
from ict4society.knowledge_map.actions.place import place_element
from ict4society.knowledge_map.actions.publish import publish_element, withdraw_element
from ict4society.knowledge_map.forms import CitationForm, ElementForm, ReasonForm
from ict4society.knowledge_map.policies import elements_visible_to
from ict4society.knowledge_map.queries.elements import in_cell, listed, narrowed
from ict4society.knowledge_map.queries.evidence import ShownEvidence, shown_evidence
from ict4society.knowledge_map.queries.map_table import map_table
from ict4society.knowledge_map.search import element_url
from ict4society.knowledge_map.states import ElementKind, ElementState, Stance
from ict4society.topics.models import Dimension, Topic
from ict4society.topics.queries import topic_ids

router = Router(tags=["knowledge_map"])


class CellOut(Schema):
    """A cell of the map; ``kinds`` by kind of element."""

    topic: str
    area: bool = Field(description="An area's cell counts the elements of its issues too, each once.")
    dimension: str
    count: int
    kinds: dict[str, int]


class MapOut(Schema):
    """Every cell, blank ones included."""

    filled: int
    cells: list[CellOut]


class PlaceOut(Schema):
    """Where an element stands, by slugs."""

    topic: str
    dimension: str


class ElementOut(Schema):
    """An element with its places and the number of pieces of evidence by stance."""

    id: int
    address: str
    kind: ElementKind
    title: str
    text: str
    language: str
    state: ElementState
    revision: int
    published_at: datetime | None
    sources_changed_at: datetime | None
    places: list[PlaceOut]
    supports: int
    qualifies: int
    opposes: int


class EvidenceOut(Schema):
    """Cited words. Those of a withdrawn source are not repeated."""

    id: int
    stance: Stance
    source: str = Field(description="What is cited, as kind:id.")
    revision: int
    state: SourceState
    exact: str | None
    start: int
    end: int
    language: str
    speaker: str | None
    on_behalf_of: str | None
    group: str
    offline: bool
    said_at: datetime
    verdict: str = Field(description="On a cited statement, where its result is public; else empty.")
    note: str


class ElementDetail(ElementOut):
    """An element with its evidence."""

    evidence: list[EvidenceOut]


class ElementIn(Schema):
    """A new element: a draft."""

    kind: ElementKind
    title: str = Field(max_length=280)
    text: str = Field("", max_length=10_000)
    language: str = ""


class EvidenceIn(Schema):
    """Words to cite."""

    source: str = Field(max_length=100, description="kind:id")
    exact: str = Field(max_length=5000)
    stance: Stance
    revision: int | None = Field(None, ge=1, le=2**31 - 1, description="The current one by default.")
    start: int | None = Field(None, ge=0, le=2**31 - 1)
    note: str = Field("", max_length=500)


class WithdrawalIn(Schema):
    """Why; everyone can read it."""

    reason: str = Field(max_length=300)


class ElementQuery(Schema):
    """Narrows the list."""

    kind: ElementKind | None = None
    state: ElementState | None = None
    topic: str | None = Field(None, max_length=80, description="Slug; an area includes its issues.")
    changed: bool = Field(False, description="Only those whose sources have changed.")


def _fields(element: Any) -> dict[str, Any]:
    return {
        "id": element.pk,
        "address": f"{settings.SITE_URL}{element_url(element)}",
        "kind": element.kind,
        "title": element.title,
        "text": element.text,
        "language": element.language,
        "state": element.state,
        "revision": element.revision,
        "published_at": element.published_at,
        "sources_changed_at": element.sources_changed_at,
        "places": [PlaceOut(topic=p.topic.slug, dimension=p.dimension.slug) for p in element.placements.all()],
        "supports": element.supports,
        "qualifies": element.qualifies,
        "opposes": element.opposes,
    }


def _evidence_out(piece: ShownEvidence) -> EvidenceOut:
    citation, hidden = piece.citation, piece.withheld
    return EvidenceOut(
        id=piece.evidence.pk,
        stance=Stance(piece.stance),
        source=str(citation.source),
        revision=citation.revision,
        state=SourceState(citation.state),
        exact=None if hidden else citation.exact,
        start=citation.start,
        end=citation.end,
        language=citation.language,
        speaker=None if hidden else citation.speaker,
        on_behalf_of=None if hidden else citation.on_behalf_of,
        group=citation.group,
        offline=citation.offline,
        said_at=citation.said_at,
        verdict=piece.figures.verdict if piece.figures else "",
        note=piece.evidence.note,
    )


def _detail(request: HttpRequest, pk: int) -> ElementDetail:
    element = get_visible(listed(elements_visible_to(request.user)), pk=pk)
    evidence = [_evidence_out(piece) for piece in shown_evidence(element, request.user)]
    return ElementDetail(**_fields(element), evidence=evidence)


@router.get("/map", auth=read_scope(optional=True), response=MapOut)
def show_map(request: HttpRequest) -> MapOut:
    """The map with all areas and issues."""
    table = map_table({"all"})
    cells = [
        CellOut(
            topic=row.topic.slug,
            area=row.topic.parent_id is None,
            dimension=cell.dimension.slug,
            count=cell.count,
            kinds=cell.kinds,
        )
        for row in table.rows
        for cell in row.cells
    ]
    return MapOut(filled=table.filled, cells=cells)


@router.get("/elements", auth=read_scope(optional=True), response=Page[ElementOut])
def list_elements(request: HttpRequest, page: Query[PageQuery], narrow: Query[ElementQuery]) -> Page[Any]:
    """Elements that the caller may see, newest first."""
    rows = narrowed(
        elements_visible_to(request.user), kind=narrow.kind or "", state=narrow.state or "", changed=narrow.changed
    )
    if narrow.topic is not None:
        topic = get_visible(Topic.objects.all(), slug=narrow.topic)
        rows = in_cell(rows, topic_ids(topic))
    return paginate(listed(rows), page, order=("-pk",), shape=lambda row: ElementOut(**_fields(row)))


@router.get("/elements/{int:pk}", auth=read_scope(optional=True), response=ElementDetail)
def show_element(request: HttpRequest, pk: int) -> ElementDetail:
    """One element with the evidence that it stands on."""
    return _detail(request, pk)


@router.post("/elements", auth=write_scope(), response={201: ElementDetail})
def add_element(request: HttpRequest, body: ElementIn) -> Status:
    """Write an element, as a facilitator."""
    data = validated(ElementForm(body.dict()))
    actor = Actor(request.user)
    said = {name: data[name] for name in ("kind", "title", "text", "language")}
    made = once(
        actor,
        idempotency_key(request),
        lambda: Ref("knowledge_map.element", create_element(actor=actor, **said).pk),
    )
    return Status(201, _detail(request, made.id))


@router.post("/elements/{int:pk}/evidence", auth=write_scope(), response={201: ElementDetail})
def cite(request: HttpRequest, pk: int, body: EvidenceIn) -> Status:
    """Add evidence to an element, as its facilitator."""
    data = validated(CitationForm(body.dict()))
    element = get_visible(elements_visible_to(request.user), pk=pk)
    actor = Actor(request.user)

    def add() -> Ref:
        add_evidence(actor=actor, element=element, **data)
        return Ref("knowledge_map.element", element.pk)

    once(actor, idempotency_key(request), add)
    return Status(201, _detail(request, pk))


@router.post("/elements/{int:pk}/places", auth=write_scope(), response={201: ElementDetail})
def place(request: HttpRequest, pk: int, body: PlaceOut) -> Status:
    """Place an element in a cell, as a facilitator of the topic."""
    element = get_visible(elements_visible_to(request.user), pk=pk)
    topic = get_visible(Topic.objects.all(), slug=body.topic)
    dimension = get_visible(Dimension.objects.all(), slug=body.dimension)
    place_element(actor=Actor(request.user), element=element, topic=topic, dimension=dimension)
    return Status(201, _detail(request, pk))


@router.post("/elements/{int:pk}/publication", auth=write_scope(), response=ElementDetail)
def publish(request: HttpRequest, pk: int) -> ElementDetail:
    """Publish an element; it needs evidence and a place."""
    element = get_visible(elements_visible_to(request.user), pk=pk)
    publish_element(actor=Actor(request.user), element=element)
    return _detail(request, pk)


@router.post("/elements/{int:pk}/withdrawal", auth=write_scope(), response=ElementDetail)
def withdraw(request: HttpRequest, pk: int, body: WithdrawalIn) -> ElementDetail:
    """Withdraw an element, with a reason."""
    element = get_visible(elements_visible_to(request.user), pk=pk)
    data = validated(ReasonForm(body.dict()))
    withdraw_element(actor=Actor(request.user), element=element, reason=data["reason"])
    return _detail(request, pk)
