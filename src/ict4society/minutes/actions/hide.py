"""A moderator hides a line, or shows it again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.minutes.actions.take import lock_line
from ict4society.minutes.events import LineHidden, LineRestored
from ict4society.minutes.models import Line


@transaction.atomic
def hide_line(*, actor: Actor, line: Line, reason: str) -> None:
    """Only moderators and those who run the meeting see it. Hiding it again changes nothing. Raises Forbidden."""
    require(actor.user, "minutes.moderate_line", line)
    locked = lock_line(line)
    if locked.hidden_at is None:
        locked.hidden_at = timezone.now()
        locked.save(update_fields=["hidden_at"])
        emit(LineHidden(locked.meeting_id, locked.pk, reason), actor=actor)


@transaction.atomic
def restore_line(*, actor: Actor, line: Line, reason: str) -> None:
    """Undo ``hide_line``. Restoring what is not hidden changes nothing. Raises Forbidden."""
    require(actor.user, "minutes.moderate_line", line)
    locked = lock_line(line)
    if locked.hidden_at is not None:
        locked.hidden_at = None
        locked.save(update_fields=["hidden_at"])
        emit(LineRestored(locked.meeting_id, locked.pk, reason), actor=actor)
