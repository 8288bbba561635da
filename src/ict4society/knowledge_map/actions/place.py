"""Place elements in cells of the map, and take them out."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.knowledge_map.actions.locking import locked, locked_for
from ict4society.knowledge_map.actions.refusals import ElementRefused
from ict4society.knowledge_map.events import ElementPlaced, ElementUnplaced
from ict4society.knowledge_map.models import Element, Placement
from ict4society.knowledge_map.policies import person_of
from ict4society.knowledge_map.states import ElementState
from ict4society.topics.models import Dimension, Topic


@transaction.atomic
def place_element(*, actor: Actor | None, element: Element, topic: Topic, dimension: Dimension) -> Placement:
    """The place, new or as it was. Raises Forbidden for someone who facilitates neither the element nor the topic."""
    current = locked_for(actor, element.pk)
    require(
        person_of(actor),
        "knowledge_map.place_element",
        topic,
        _("You can place elements only at topics that you facilitate."),
    )
    place, new = Placement.objects.get_or_create(
        element=current, topic=topic, dimension=dimension, defaults={"placed_by_id": actor.user_id if actor else None}
    )
    if new:
        emit(ElementPlaced(element_id=current.pk, topic_id=topic.pk, dimension_id=dimension.pk), actor=actor)
    return place


@transaction.atomic
def unplace_element(*, actor: Actor, placement: Placement) -> None:
    """Take an element out of a cell.

    Raises Forbidden for someone who does not facilitate that topic, ElementRefused for the last place of a published
    element.
    """
    current = locked(placement.element_id)
    require(actor.user, "knowledge_map.place_element", placement.topic)
    others = current.placements.exclude(pk=placement.pk)
    if current.state == ElementState.PUBLISHED and not others.exists():
        raise ElementRefused(_("This is its only place on the map. Place it elsewhere first, or withdraw the element."))
    deleted, _rows = Placement.objects.filter(pk=placement.pk).delete()
    if deleted:
        unplaced = ElementUnplaced(
            element_id=current.pk, topic_id=placement.topic_id, dimension_id=placement.dimension_id
        )
        emit(unplaced, actor=actor)
