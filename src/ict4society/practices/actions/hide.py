"""A moderator hides a practice, a review or an adoption, or shows it again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.practices.events import PartHidden, PartRestored
from ict4society.practices.models import Adoption, Practice, Review

Part = Practice | Review | Adoption


@transaction.atomic
def hide_part(*, actor: Actor, part: Part, reason: str) -> None:
    """Nobody but moderators and those who wrote it see it. Hiding it again changes nothing. Raises Forbidden."""
    require(actor.user, "practices.moderate_practice")
    locked = type(part)._default_manager.select_for_update(no_key=True).get(pk=part.pk)
    if locked.hidden_at is None:
        locked.hidden_at = timezone.now()
        locked.save(update_fields=["hidden_at"])
        emit(PartHidden(_practice_id(locked), kind_of(locked), locked.pk, reason), actor=actor)


@transaction.atomic
def restore_part(*, actor: Actor, part: Part, reason: str) -> None:
    """Undo ``hide_part``. Restoring what is not hidden changes nothing. Raises Forbidden."""
    require(actor.user, "practices.moderate_practice")
    locked = type(part)._default_manager.select_for_update(no_key=True).get(pk=part.pk)
    if locked.hidden_at is not None:
        locked.hidden_at = None
        locked.save(update_fields=["hidden_at"])
        emit(PartRestored(_practice_id(locked), kind_of(locked), locked.pk, reason), actor=actor)


def kind_of(part: Part) -> str:
    """The kind of subject of a practice or of a part of it."""
    return f"practices.{type(part).__name__.lower()}"


def _practice_id(part: Part) -> int:
    return part.pk if isinstance(part, Practice) else part.practice_id
