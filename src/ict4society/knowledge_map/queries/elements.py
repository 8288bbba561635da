"""Lists of elements."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet

from ict4society.knowledge_map.models import Element, Placement
from ict4society.knowledge_map.states import ElementState
from ict4society.topics.models import Dimension, Topic


def listed(elements: QuerySet[Element]) -> QuerySet[Element]:
    """With places and numbers of evidence, for a list: two queries in all."""
    standing = Q(evidence__removed_at=None, evidence__pk__isnull=False)
    placements = Placement.objects.select_related("topic", "dimension").order_by(
        "topic__position", "dimension__position"
    )
    counted = {
        stance: Count("evidence", filter=standing & Q(evidence__stance=stance), distinct=True)
        for stance in ("supports", "qualifies", "opposes")
    }
    return elements.annotate(**counted).prefetch_related(Prefetch("placements", placements))


def in_cell(
    elements: QuerySet[Element], topics: Iterable[int], dimension: Dimension | None = None
) -> QuerySet[Element]:
    """Those placed at one of these topics (by id) and, when given, in this dimension."""
    here = Placement.objects.filter(topic_id__in=list(topics))
    if dimension is not None:
        here = here.filter(dimension=dimension)
    return elements.filter(pk__in=here.values("element_id"))


def on_the_map(elements: QuerySet[Element]) -> QuerySet[Element]:
    """Those that stand on the map: published, not hidden."""
    return elements.filter(state=ElementState.PUBLISHED, hidden_at=None)


def narrowed(
    elements: QuerySet[Element],
    *,
    kind: str = "",
    verdict: str = "",
    state: str = "",
    changed: bool = False,
    words: str = "",
) -> QuerySet[Element]:
    """Narrowed by kind, verdict on a cited statement, state, changed sources, and words of the claim."""
    if kind:
        elements = elements.filter(kind=kind)
    if verdict:
        elements = elements.filter(evidence__verdict=verdict, evidence__removed_at=None).distinct()
    if state:
        elements = elements.filter(state=state)
    if changed:
        elements = elements.filter(sources_changed_at__isnull=False)
    for word in words.replace("\0", " ").split()[:6]:
        elements = elements.filter(title__icontains=word)
    return elements


def topics_of(element: Element) -> list[Topic]:
    """The topics at which an element stands, each once."""
    return list(Topic.objects.filter(placements__element=element).distinct())
