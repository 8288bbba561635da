"""A moderator hides a call, or shows it again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.partnerships.actions.move import lock_call
from ict4society.partnerships.events import CallHidden, CallRestored
from ict4society.partnerships.models import Call


@transaction.atomic
def hide_call(*, actor: Actor, call: Call, reason: str) -> None:
    """Nobody but moderators and colleagues sees it. Hiding it again changes nothing. Raises Forbidden."""
    require(actor.user, "partnerships.moderate_call", call)
    locked = lock_call(call)
    if locked.hidden_at is None:
        locked.hidden_at = timezone.now()
        locked.save(update_fields=["hidden_at"])
        emit(CallHidden(locked.pk, reason), actor=actor)


@transaction.atomic
def restore_call(*, actor: Actor, call: Call, reason: str) -> None:
    """Undo ``hide_call``. Restoring what is not hidden changes nothing. Raises Forbidden."""
    require(actor.user, "partnerships.moderate_call", call)
    locked = lock_call(call)
    if locked.hidden_at is not None:
        locked.hidden_at = None
        locked.save(update_fields=["hidden_at"])
        emit(CallRestored(locked.pk, reason), actor=actor)
