"""Who may see and change elements.

``None`` instead of a person is the system itself: only commands act so, a request never does.
"""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from ict4society.accounts.policies import is_moderator, is_operator
from ict4society.foundation.actors import Actor
from ict4society.knowledge_map.models import Element
from ict4society.knowledge_map.states import ElementState
from ict4society.topics.models import Topic
from ict4society.topics.queries import facilitates


def person_of(actor: Actor | None) -> Any:
    """Whom the policies are asked about: the actor's person, or None when the system itself acts."""
    return None if actor is None else actor.user


PUBLIC_STATES = (ElementState.PUBLISHED, ElementState.WITHDRAWN)


@rules.predicate
def is_system(user: Any) -> bool:
    """The instance itself, in a command."""
    return user is None


@rules.predicate
def is_facilitator(user: Any) -> bool:
    """A facilitator of some topic."""
    return bool(user is not None and user.is_authenticated and user.is_active and facilitates(user))


@rules.predicate
def facilitates_topic(user: Any, topic: Topic | None) -> bool:
    """A facilitator of this topic or of the area above it."""
    return bool(user is not None and user.is_authenticated and user.is_active and topic and facilitates(user, topic))


@rules.predicate
def facilitates_element(user: Any, element: Element | None) -> bool:
    """A facilitator of one of its topics; any facilitator as long as it has no place; a facilitator who wrote it."""
    if element is None or not is_facilitator.test(user):
        return False
    placements = element.placements.all()
    if "placements" not in getattr(element, "_prefetched_objects_cache", {}):
        placements = placements.select_related("topic")
    return (
        not placements
        or element.author_id == user.pk
        or any(facilitates(user, placement.topic) for placement in placements)
    )


@rules.predicate
def sees_element(user: Any, element: Element | None) -> bool:
    """The rule of ``elements_visible_to`` for one element."""
    if element is None:
        return False
    if element.hidden_at is not None and not is_moderator.test(user):
        return False
    return element.state in PUBLIC_STATES or _sees_drafts(user)


_maintainer = is_system | is_operator
rules.add_perm("knowledge_map.view_element", sees_element)
rules.add_perm("knowledge_map.create_element", _maintainer | is_facilitator)
rules.add_perm("knowledge_map.edit_element", _maintainer | facilitates_element)
rules.add_perm("knowledge_map.place_element", _maintainer | facilitates_topic)
rules.add_perm("knowledge_map.hide_element", is_moderator)


def elements_visible_to(user: Any) -> QuerySet[Element]:
    """Published and withdrawn ones for everybody; drafts for facilitators and operators; hidden ones for moderators."""
    elements = Element.objects.all()
    if not is_moderator.test(user):
        elements = elements.filter(hidden_at=None)
    return elements if _sees_drafts(user) else elements.filter(state__in=PUBLIC_STATES)


def _sees_drafts(user: Any) -> bool:
    return user is None or is_operator.test(user) or is_facilitator.test(user)


PUBLISHED = Q(state=ElementState.PUBLISHED, hidden_at=None)
"""What stands on the map, whoever reads."""
