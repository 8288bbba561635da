"""Minutes are corrected, and become final."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require
from ict4society.meetings.actions.move import lock_meeting, move, save
from ict4society.meetings.models import Meeting
from ict4society.meetings.states import MeetingState
from ict4society.minutes.events import CorrectionsOpened, MinutesFinished, MinutesMissing, TakingReopened
from ict4society.minutes.models import Correction, Line, MinutesReminder
from ict4society.minutes.states import CorrectionState

SHORTEST = timedelta(days=1)
"""Those present need a day to read."""
LONGEST = timedelta(days=366)
"""Minutes become final some day."""


class NotReady(Refused):
    """Something is missing before this step."""


@transaction.atomic
def open_corrections(*, actor: Actor, meeting: Meeting, until: datetime) -> Meeting:
    """End the meeting and show its minutes; those present may ask for corrections until then.

    Raises Forbidden, NotReady without a line or for a period that is too short or too long, and Conflict when it is not
    running.
    """
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.run_meeting", locked)
    move(locked, MeetingState.CORRECTION)
    if not Line.objects.filter(meeting=locked, struck_at=None).exists():
        raise NotReady(_("There is no line yet. Take down at least what was decided."))
    if until < timezone.now() + SHORTEST:
        raise NotReady(_("Those present need at least one day: choose a later date."))
    if until > timezone.now() + LONGEST:
        raise NotReady(_("Minutes are corrected for a year at most: choose an earlier date."))
    locked.correction_until = until
    save(locked, "state", "correction_until")
    emit(CorrectionsOpened(locked.pk, until.isoformat()), actor=actor)
    return locked


@transaction.atomic
def reopen_taking(*, actor: Actor, meeting: Meeting) -> Meeting:
    """The meeting goes on: lines are taken again. Raises Forbidden, and Conflict when it is not under correction."""
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.run_meeting", locked)
    move(locked, MeetingState.RUNNING)
    locked.correction_until = None
    save(locked, "state", "correction_until")
    emit(TakingReopened(locked.pk), actor=actor)
    return locked


@transaction.atomic
def finish_minutes(*, actor: Actor, meeting: Meeting) -> Meeting:
    """They are final: from now on a line changes only as an erratum, with its reason. Again changes nothing.

    Raises Forbidden, NotReady before the period has ended or while a wish for a correction is open, and Conflict.
    """
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.run_meeting", locked)
    if locked.state == MeetingState.FINAL:
        return locked
    move(locked, MeetingState.FINAL)
    if locked.correction_until is not None and locked.correction_until > timezone.now():
        raise NotReady(_("The period of correction has not ended yet."))
    waiting = Correction.objects.filter(line__meeting=locked, state=CorrectionState.PROPOSED).count()
    if waiting:
        message = ngettext(
            "%(number)d wish for a correction has no answer yet.",
            "%(number)d wishes for a correction have no answer yet.",
            waiting,
        )
        raise NotReady(message % {"number": waiting})
    save(locked, "state")
    emit(MinutesFinished(locked.pk), actor=actor)
    return locked


@transaction.atomic
def remind_of_minutes(meeting: Meeting, what: str, days: int) -> bool:
    """Tell those who run the meeting, once for each number of days, what is missing; whether they were told now."""
    _receipt, new = MinutesReminder.objects.get_or_create(meeting=meeting, line=None, key=f"{what}:{days}")
    if new:
        emit(MinutesMissing(meeting.pk, what, days), actor=None)
    return new
