"""What was to be done is done."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, require
from ict4society.minutes.actions.take import lock_line
from ict4society.minutes.events import ActionDone, ActionOverdue, ActionReopened
from ict4society.minutes.models import Line, MinutesReminder
from ict4society.minutes.states import LineKind


def _lock_action(line: Line, actor: Actor) -> Line:
    locked = lock_line(line)
    require(actor.user, "minutes.do_action", locked, _("This is said by who does it, or by those who run the meeting."))
    if locked.kind != LineKind.ACTION or locked.is_gone:
        raise Conflict(_("This line is no action any more."))
    return locked


@transaction.atomic
def finish_action(*, actor: Actor, line: Line, note: str = "") -> Line:
    """It is done; ``note`` says how. Again changes nothing. Raises Forbidden, and Conflict when it is no action."""
    locked = _lock_action(line, actor)
    if locked.done_at is None:
        locked.done_at, locked.done_by, locked.done_note = timezone.now(), actor.user, note
        locked.save(update_fields=["done_at", "done_by", "done_note"])
        emit(ActionDone(locked.meeting_id, locked.pk, note), actor=actor)
    return locked


@transaction.atomic
def reopen_action(*, actor: Actor, line: Line) -> Line:
    """It is not done after all. Again changes nothing. Raises Forbidden, and Conflict when it is no action."""
    locked = _lock_action(line, actor)
    if locked.done_at is not None:
        locked.done_at, locked.done_by, locked.done_note = None, None, ""
        locked.save(update_fields=["done_at", "done_by", "done_note"])
        emit(ActionReopened(locked.meeting_id, locked.pk), actor=actor)
    return locked


@transaction.atomic
def tell_overdue(line: Line) -> bool:
    """Its owner and those who run the meeting hear once of each deadline that has passed; whether they did now."""
    locked = lock_line(line)
    if not locked.is_overdue or locked.due_on is None:
        return False
    due_on = locked.due_on.isoformat()
    _receipt, new = MinutesReminder.objects.get_or_create(
        meeting_id=locked.meeting_id, line=locked, key=f"due:{due_on}"
    )
    if new:
        emit(ActionOverdue(locked.meeting_id, locked.pk, due_on), actor=None)
    return new
