"""Put an element on the map for everyone, and withdraw it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.knowledge_map.actions.locking import locked_for
from ict4society.knowledge_map.actions.refusals import ElementRefused
from ict4society.knowledge_map.events import ElementPublished, ElementWithdrawn
from ict4society.knowledge_map.models import Element
from ict4society.knowledge_map.queries.elements import topics_of
from ict4society.knowledge_map.queries.evidence import all_sources
from ict4society.knowledge_map.states import TRANSITIONS, ElementState


@transaction.atomic
def publish_element(*, actor: Actor | None, element: Element, unplaced: bool = False) -> Element:
    """The element, published. It needs evidence and a place.

    ``unplaced`` lets it go without a place: a command that makes elements from a round without a topic knows none, and
    such an element is read in its dossier and stands in no cell. Raises Forbidden, or ElementRefused: what is missing.
    """
    current = locked_for(actor, element.pk)
    if current.state == ElementState.PUBLISHED:
        return current
    if missing := what_is_missing(current, unplaced=unplaced):
        raise ElementRefused(" ".join(missing))
    current.state = ElementState.PUBLISHED
    current.reason = ""
    current.published_at = timezone.now()
    current.save(update_fields=["state", "reason", "published_at"])
    published = ElementPublished(
        element_id=current.pk,
        sources=[str(ref) for ref in all_sources(current)],
        topics=[topic.pk for topic in topics_of(current)],
    )
    emit(published, actor=actor)
    return current


@transaction.atomic
def withdraw_element(*, actor: Actor, element: Element, reason: str) -> Element:
    """The element, withdrawn: its page stays with the reason, the map no longer counts it.

    Raises Forbidden, ElementRefused.
    """
    current = locked_for(actor, element.pk)
    if ElementState.WITHDRAWN not in TRANSITIONS[ElementState(current.state)]:
        raise ElementRefused(_("This element is already withdrawn."))
    current.state = ElementState.WITHDRAWN
    current.reason = reason
    current.save(update_fields=["state", "reason"])
    withdrawn = ElementWithdrawn(
        element_id=current.pk, reason=reason, sources=[str(ref) for ref in all_sources(current)]
    )
    emit(withdrawn, actor=actor)
    return current


def what_is_missing(element: Element, *, unplaced: bool = False) -> list[str]:
    """What an element still needs before it can be published; one sentence for each, none when it is ready."""
    missing = []
    if not element.evidence.filter(removed_at=None).exists():
        missing.append(_("It needs at least one piece of evidence."))
    if not unplaced and not element.placements.exists():
        missing.append(_("It needs at least one place on the map."))
    return missing
