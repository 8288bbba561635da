"""Moderation takes an element out of sight, and brings it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.knowledge_map.actions.locking import locked
from ict4society.knowledge_map.events import ElementHidden, ElementRestored
from ict4society.knowledge_map.models import Element
from ict4society.knowledge_map.queries.evidence import all_sources


@transaction.atomic
def hide_element(element: Element, actor: Actor, reason: str) -> None:
    """Only moderators see it from now on. Raises Forbidden."""
    _set_hidden(element, actor, reason, hidden=True)


@transaction.atomic
def restore_element(element: Element, actor: Actor, reason: str) -> None:
    """It is seen again as its state allows. Raises Forbidden."""
    _set_hidden(element, actor, reason, hidden=False)


def _set_hidden(element: Element, actor: Actor, reason: str, *, hidden: bool) -> None:
    require(actor.user, "knowledge_map.hide_element", element)
    current = locked(element.pk)
    if (current.hidden_at is not None) == hidden:
        return
    current.hidden_at = timezone.now() if hidden else None
    current.save(update_fields=["hidden_at"])
    sources = [str(ref) for ref in all_sources(current)]
    event = ElementHidden if hidden else ElementRestored
    emit(event(element_id=current.pk, reason=reason, sources=sources), actor=actor)
