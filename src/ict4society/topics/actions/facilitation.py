"""Appoint and dismiss facilitators."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require
from ict4society.topics.events import FacilitatorAppointed, FacilitatorDismissed
from ict4society.topics.models import Facilitation, Topic


class FacilitationRefused(Refused):
    """The person cannot be a facilitator; the message says why."""


@transaction.atomic
def appoint_facilitator(*, actor: Actor, person: Any, topic: Topic | None) -> Facilitation:
    """Make someone a facilitator of a topic with all below it (None: of every topic). Appointing twice is once.

    Raises Forbidden; FacilitationRefused for an account that is not active.
    """
    require(actor.user, "topics.appoint_facilitator", topic)
    if not person.is_active:
        raise FacilitationRefused(_("This account is not active."))
    facilitation, new = Facilitation.objects.get_or_create(
        user=person, topic=topic, defaults={"appointed_by_id": actor.user_id}
    )
    if new:
        emit(FacilitatorAppointed(topic_id=topic.pk if topic else None, user_id=person.pk), actor=actor)
    return facilitation


@transaction.atomic
def dismiss_facilitator(*, actor: Actor, facilitation: Facilitation) -> None:
    """End one appointment. Raises Forbidden."""
    require(actor.user, "topics.appoint_facilitator", facilitation.topic)
    gone, _rows = Facilitation.objects.filter(pk=facilitation.pk).delete()
    if gone:
        emit(FacilitatorDismissed(topic_id=facilitation.topic_id, user_id=facilitation.user_id), actor=actor)
