"""Who is told of what happens on the map."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.events import (
    ElementPublished,
    ElementSourceChanged,
    ElementWithdrawn,
    EvidenceAdded,
    EvidenceRemoved,
)
from ict4society.knowledge_map.models import Element, Evidence
from ict4society.knowledge_map.states import ElementState, Stance
from ict4society.knowledge_map.voices import authors_of
from ict4society.topics.models import Facilitation

ELEMENT = "knowledge_map.element"


@notice(EvidenceAdded)
def words_became_evidence(record: EventRecord, event: EvidenceAdded) -> Notice | None:
    """Whoever wrote the words, or those that the statement was drawn from; for a draft, once it is published."""
    element = Element.objects.get(pk=event.element_id)
    if element.state != ElementState.PUBLISHED:
        return None
    evidence = Evidence.objects.select_related("citation").get(pk=event.evidence_id)
    return Notice(
        recipients=authors_of(_refs(event.sources)),
        text=format_lazy(_("Your words became evidence for “{title}”"), title=element.title),
        subject=Ref(ELEMENT, element.pk),
        body=format_lazy(
            _("Cited as evidence that {stance} it:\n\n{words}"),
            stance=Stance(evidence.stance).label,
            words=evidence.citation.exact,
        ),
    )


@notice(EvidenceRemoved)
def words_are_no_longer_evidence(record: EventRecord, event: EvidenceRemoved) -> Notice | None:
    """Those who had been told that they are."""
    element = Element.objects.get(pk=event.element_id)
    if element.state != ElementState.PUBLISHED:
        return None
    return Notice(
        recipients=authors_of(_refs(event.sources)),
        text=format_lazy(_("Your words are no longer evidence for “{title}”"), title=element.title),
        subject=Ref(ELEMENT, element.pk),
        body=event.reason,
    )


@notice(ElementPublished)
def element_on_the_map(record: EventRecord, event: ElementPublished) -> Notice:
    """Those on whose words it stands."""
    element = Element.objects.get(pk=event.element_id)
    return Notice(
        recipients=authors_of(_refs(event.sources)),
        text=format_lazy(_("Your words became evidence for “{title}”, which is now on the map"), title=element.title),
        subject=Ref(ELEMENT, element.pk),
    )


@notice(ElementPublished)
def new_in_topic(record: EventRecord, event: ElementPublished) -> Notice:
    """Those who follow its topics."""
    element = Element.objects.get(pk=event.element_id)
    return Notice(
        recipients=(),
        text=format_lazy(_("New on the map: “{title}”"), title=element.title),
        subject=Ref(ELEMENT, element.pk),
        followers_of=tuple(Ref("topics.topic", topic) for topic in event.topics),
    )


@notice(ElementWithdrawn)
def element_withdrawn(record: EventRecord, event: ElementWithdrawn) -> Notice:
    """Those on whose words it stood."""
    element = Element.objects.get(pk=event.element_id)
    return Notice(
        recipients=authors_of(_refs(event.sources)),
        text=format_lazy(_("“{title}”, which cites your words, was withdrawn from the map"), title=element.title),
        subject=Ref(ELEMENT, element.pk),
        body=event.reason,
    )


@notice(ElementSourceChanged)
def source_changed(record: EventRecord, event: ElementSourceChanged) -> Notice | None:
    """The facilitators of its topics, and who wrote it."""
    if event.state == "current":
        return None
    element = Element.objects.get(pk=event.element_id)
    return Notice(
        recipients=facilitators_of(element) | ({element.author_id} if element.author_id else set()),
        text=format_lazy(_("A source of “{title}” has changed"), title=element.title),
        subject=Ref(ELEMENT, element.pk),
    )


def facilitators_of(element: Element) -> set[int]:
    """Ids of those appointed to the topics where it is placed, to the areas above them, or to all topics."""
    topics: set[int] = set()
    for placement in element.placements.select_related("topic"):
        topics |= {placement.topic_id} | ({placement.topic.parent_id} if placement.topic.parent_id else set())
    appointed = Facilitation.objects.filter(topic_id__in=topics) | Facilitation.objects.filter(topic=None)
    return set(appointed.values_list("user_id", flat=True))


def _refs(sources: list[str]) -> list[Ref]:
    return [Ref.parse(source) for source in sources]
