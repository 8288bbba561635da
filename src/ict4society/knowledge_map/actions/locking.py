"""Elements are changed one at a time."""

from __future__ import annotations

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import require
from ict4society.knowledge_map.models import Element
from ict4society.knowledge_map.policies import person_of


def locked(element_id: int) -> Element:
    """The element, locked until the transaction ends. Raises ``Element.DoesNotExist``."""
    return Element.objects.select_for_update(of=("self",), no_key=True).get(pk=element_id)


def locked_for(actor: Actor | None, element_id: int) -> Element:
    """The element, locked, if the actor may edit it. Raises Forbidden otherwise."""
    element = locked(element_id)
    require(person_of(actor), "knowledge_map.edit_element", element)
    return element
