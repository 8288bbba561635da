"""Wishes for corrections, and what becomes of them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Forbidden, require
from ict4society.foundation.richtext import render
from ict4society.meetings.actions.move import lock_meeting
from ict4society.minutes.actions.take import ReasonMissing, line_values, lock_line, save_wording
from ict4society.minutes.events import CorrectionDecided, CorrectionProposed
from ict4society.minutes.models import Correction, Line
from ict4society.minutes.states import TRANSITIONS, CorrectionState


class CorrectionsClosed(Conflict):
    """The period of correction is over."""


@transaction.atomic
def propose_correction(*, actor: Actor, line: Line, text: str, reason: str = "") -> Correction:
    """Ask for another wording.

    Raises Forbidden for who was not there, CorrectionsClosed, and Conflict for a struck line.
    """
    meeting = lock_meeting(line.meeting_id)
    refusal = _("Corrections are asked for by those who were there, while the minutes are under correction.")
    require(actor.user, "minutes.propose_correction", meeting, refusal)
    if meeting.correction_until is not None and meeting.correction_until <= timezone.now():
        raise CorrectionsClosed(_("The period of correction has ended. Write to those who run the meeting."))
    locked = lock_line(line)
    if locked.is_gone:
        raise Conflict(_("This line was struck."))
    if text.strip() == locked.text.strip():
        raise Conflict(_("The line says this already."))
    made = Correction.objects.create(line=locked, author=actor.user, revision=locked.revision, text=text, reason=reason)
    emit(CorrectionProposed(meeting.pk, locked.pk, made.pk), actor=actor)
    return made


@transaction.atomic
def decide_correction(*, actor: Actor, correction: Correction, accepted: bool, reason: str = "") -> Correction:
    """Accept it (the line says it from now on) or decline it with a reason. Deciding the same again changes nothing.

    Raises Forbidden, ReasonMissing, and Conflict when it was decided otherwise or the line moved on since.
    """
    meeting = lock_meeting(correction.line.meeting_id)
    require(actor.user, "minutes.decide_correction", meeting)
    state = CorrectionState.ACCEPTED if accepted else CorrectionState.DECLINED
    locked = _lock(correction)
    if locked.state == state:
        return locked
    if not accepted and not reason.strip():
        raise ReasonMissing(_("Say why it is declined: who asked for it reads it."))
    line = lock_line(locked.line)
    if accepted and line.revision != locked.revision:
        raise Conflict(_("The line was changed since the correction was asked for: edit the line itself."))
    _settle(locked, state, actor, reason)
    if accepted:
        before = line_values(line)
        line.text, line.html = locked.text, str(render(locked.text))
        save_wording(line, before, actor=actor)
    return locked


@transaction.atomic
def withdraw_correction(*, actor: Actor, correction: Correction) -> Correction:
    """Take it back. Again changes nothing. Raises Forbidden, and Conflict when it was decided."""
    locked = _lock(correction)
    if locked.author_id != actor.user_id:
        raise Forbidden(_("Only who asked for it can take it back."))
    if locked.state != CorrectionState.WITHDRAWN:
        _settle(locked, CorrectionState.WITHDRAWN, actor, "")
    return locked


def _lock(correction: Correction) -> Correction:
    return Correction.objects.select_for_update(of=("self",)).select_related("line__meeting").get(pk=correction.pk)


def _settle(locked: Correction, state: CorrectionState, actor: Actor, reason: str) -> None:
    if state not in TRANSITIONS[CorrectionState(locked.state)]:
        raise Conflict(_("This wish is “%(state)s” by now.") % {"state": locked.get_state_display()})
    locked.state, locked.answer = state, reason
    locked.decided_by, locked.decided_at = actor.user, timezone.now()
    locked.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    emit(CorrectionDecided(locked.line.meeting_id, locked.line_id, locked.pk, state, reason), actor=actor)
