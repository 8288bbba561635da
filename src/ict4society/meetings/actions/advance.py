"""Announce a meeting, open and close its registration, start it, cancel it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.meetings.actions.move import lock_meeting, move, save
from ict4society.meetings.events import (
    MeetingAnnounced,
    MeetingCancelled,
    MeetingStarted,
    RegistrationClosed,
    RegistrationOpened,
)
from ict4society.meetings.models import Meeting
from ict4society.meetings.states import UPCOMING, MeetingState


class ReasonMissing(Refused):
    """Whoever wanted to come has to know why."""


class AlreadyOver(Refused):
    """A meeting that has ended cannot be announced."""


@transaction.atomic
def announce_meeting(*, actor: Actor, meeting: Meeting) -> Meeting:
    """Show a draft to everybody; followers of its topics are told. Again changes nothing.

    Raises Forbidden, AlreadyOver, and Conflict when it is no draft any more.
    """
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.run_meeting", locked)
    if locked.state == MeetingState.ANNOUNCED:
        return locked
    move(locked, MeetingState.ANNOUNCED)
    if locked.is_over:
        raise AlreadyOver(_("This meeting has ended already. Move it to a time that is to come first."))
    locked.announced_at = timezone.now()
    save(locked, "state", "announced_at")
    emit(MeetingAnnounced(locked.pk), actor=actor)
    return locked


@transaction.atomic
def open_registration(*, actor: Actor, meeting: Meeting) -> Meeting:
    """Let members register. Again changes nothing. Raises Forbidden, and Conflict when it has begun or is cancelled."""
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.run_meeting", locked)
    if locked.state != MeetingState.OPEN:
        move(locked, MeetingState.OPEN)
        save(locked, "state")
        emit(RegistrationOpened(locked.pk), actor=actor)
    return locked


@transaction.atomic
def close_registration(*, actor: Actor, meeting: Meeting) -> Meeting:
    """Take no more registrations; who has a seat keeps it. Raises Forbidden, and Conflict when it is not open."""
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.run_meeting", locked)
    move(locked, MeetingState.ANNOUNCED)
    save(locked, "state")
    emit(RegistrationClosed(locked.pk), actor=actor)
    return locked


@transaction.atomic
def start_meeting(*, actor: Actor | None, meeting: Meeting) -> Meeting:
    """It is running. ``actor`` is None when its time has come. Raises Forbidden, and Conflict when it cannot begin."""
    locked = lock_meeting(meeting)
    if actor is not None:
        require(actor.user, "meetings.run_meeting", locked)
    move(locked, MeetingState.RUNNING)
    save(locked, "state")
    emit(MeetingStarted(locked.pk), actor=actor)
    return locked


def start_due_meetings() -> int:
    """Start every meeting whose time has come, each in its own transaction; returns how many. Safe to repeat."""
    started = 0
    for meeting in Meeting.objects.filter(state__in=UPCOMING, starts_at__lte=timezone.now()):
        try:
            start_meeting(actor=None, meeting=meeting)
        except Conflict:
            continue  # somebody was faster
        started += 1
    return started


@transaction.atomic
def cancel_meeting(*, actor: Actor, meeting: Meeting, reason: str) -> Meeting:
    """It does not take place: everybody who comes or follows it is told why, calendars show it as cancelled.

    Raises Forbidden, ReasonMissing, and Conflict when it has begun or was cancelled already.
    """
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.run_meeting", locked)
    was_draft = locked.state == MeetingState.DRAFT
    move(locked, MeetingState.CANCELLED)
    if not reason.strip() and not was_draft:
        raise ReasonMissing(_("Say why: everybody who wanted to come reads it."))
    locked.cancel_reason = reason
    locked.cancelled_at = timezone.now()
    save(locked, "state", "cancel_reason", "cancelled_at", sequence=True)
    emit(MeetingCancelled(locked.pk, reason, was_draft), actor=actor)
    return locked
