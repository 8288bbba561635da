"""Register for a meeting, change that, and give the seat back; the waiting list moves up by itself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Forbidden, Refused, require
from ict4society.meetings.actions.move import lock_meeting
from ict4society.meetings.models import Meeting, Registration, RegistrationQuestion
from ict4society.meetings.policies import is_invited, runs_meeting
from ict4society.meetings.queries.registrations import questions_of, registration_of
from ict4society.meetings.registration_events import (
    Registered,
    RegistrationCancelled,
    RegistrationChanged,
    SeatGiven,
)
from ict4society.meetings.seats import Seats, seats_of
from ict4society.meetings.states import UPCOMING, MeetingKind, MeetingState, QuestionKind, RegistrationState
from ict4society.organisations.queries import confirm_mandate, group_of

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which are mistaken for each other."""
CODE_LENGTH = 8
TEXT_LENGTH = 500


class RegistrationRefused(Refused):
    """This registration cannot be taken; the message says why."""


@dataclass(frozen=True)
class Wishes:
    """What somebody says when they register. ``answers`` by question id."""

    attends: str = ""
    language: str = "en"
    interpretation: str = ""
    needs: str = ""
    answers: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def register(*, actor: Actor, meeting: Meeting, wishes: Wishes) -> Registration:
    """Take a seat, or a place on the waiting list when there is none for the actor's group. Who has either keeps it.

    Two at the same moment wait for each other at the meeting's row, so that no seat is given twice and the waiting list
    is in order. Raises Forbidden, MandateMissing, RegistrationRefused, and Conflict when registration is closed.
    """
    locked = lock_meeting(meeting)
    _require_open(actor, locked)
    confirm_mandate(actor)
    known = registration_of(locked, actor.user)
    if known is not None and known.state != RegistrationState.CANCELLED:
        return known
    row = known or Registration(meeting=locked, user=actor.user, code=_fresh_code())
    row.on_behalf_of, row.group = actor.organisation, group_of(actor)
    row.queued_at, row.cancelled_at, row.seated_at = timezone.now(), None, None
    _fill(row, locked, wishes)
    seats = seats_of(locked)
    row.state = RegistrationState.WAITING
    if seats.has_room(row.group):
        row.state, row.seated_at = RegistrationState.REGISTERED, row.queued_at
    row.save()
    emit(Registered(locked.pk, actor.user_id, row.group, row.state), actor=actor)
    if row.has_seat:
        emit(SeatGiven(locked.pk, actor.user_id), actor=None)
    return row


@transaction.atomic
def change_registration(*, actor: Actor, registration: Registration, wishes: Wishes) -> Registration:
    """Change answers, needs and languages; seat and place in the queue stay. Raises Forbidden and RegistrationRefused,
    and Conflict when it was cancelled or the meeting has begun.
    """
    locked, row = _lock(registration)
    if row.user_id != actor.user_id:
        raise Forbidden(_("This is somebody else's registration."))
    if row.state not in (RegistrationState.REGISTERED, RegistrationState.WAITING) or locked.state not in UPCOMING:
        raise Conflict(_("This registration cannot be changed any more."))
    _fill(row, locked, wishes)
    row.save()
    emit(RegistrationChanged(locked.pk, row.user_id), actor=actor)
    return row


@transaction.atomic
def cancel_registration(*, actor: Actor | None, registration: Registration) -> Registration:
    """Give the seat or the place back: oneself, or who runs the meeting. Whoever waits longest and whose group has room
    moves up. Again changes nothing. ``actor`` is None when the account was closed.

    Raises Forbidden, and Conflict when the person is there already.
    """
    locked, row = _lock(registration)
    own = actor is None or row.user_id == actor.user_id
    if not own and actor is not None:
        require(actor.user, "meetings.manage_registrations", locked)
    if row.state == RegistrationState.CANCELLED:
        return row
    if row.state == RegistrationState.CHECKED_IN:
        raise Conflict(_("Who is there cannot cancel any more."))
    row.state, row.cancelled_at, row.seated_at = RegistrationState.CANCELLED, timezone.now(), None
    row.save(update_fields=["state", "cancelled_at", "seated_at"])
    emit(RegistrationCancelled(locked.pk, row.user_id, by_organiser=not own), actor=actor)
    move_up(locked)
    return row


def move_up(meeting: Meeting, seats: Seats | None = None) -> int:
    """Give free seats of a locked meeting to those who wait, in their order; how many moved up.

    Somebody whose group is full keeps their place and is passed over.
    """
    if meeting.state not in UPCOMING:
        return 0
    seats = seats or seats_of(meeting)
    moved = 0
    for row in Registration.objects.filter(meeting=meeting, state=RegistrationState.WAITING):
        if seats.left == 0:
            break
        if not seats.has_room(row.group):
            continue
        row.state, row.seated_at = RegistrationState.REGISTERED, timezone.now()
        row.save(update_fields=["state", "seated_at"])
        seats.take(row.group)
        emit(SeatGiven(meeting.pk, row.user_id, moved_up=True), actor=None)
        moved += 1
    return moved


def _require_open(actor: Actor, meeting: Meeting) -> None:
    if meeting.state != MeetingState.OPEN or meeting.hidden_at is not None:
        raise Conflict(_("Registration for this meeting is not open."))
    if meeting.registration_closes_at is not None and meeting.registration_closes_at <= timezone.now():
        raise Conflict(_("Registration for this meeting has ended."))
    require(actor.user, "meetings.register_meeting", meeting)
    if meeting.invitation_only and not (is_invited(actor.user, meeting) or runs_meeting(actor.user, meeting)):
        raise Forbidden(_("This meeting is for invited people."))


def _fill(row: Registration, meeting: Meeting, wishes: Wishes) -> None:
    ways = [MeetingKind.ONSITE, MeetingKind.ONLINE] if meeting.kind == MeetingKind.HYBRID else [meeting.kind]
    if wishes.attends and wishes.attends not in ways:
        raise RegistrationRefused(_("Choose how you take part."))
    if wishes.interpretation and wishes.interpretation not in meeting.interpretation:
        raise RegistrationRefused(_("It is not interpreted into that language."))
    row.attends = wishes.attends or ways[0]
    row.language, row.interpretation, row.needs = wishes.language, wishes.interpretation, wishes.needs
    row.answers = {**row.answers, **checked_answers(meeting, wishes.answers)}


def checked_answers(meeting: Meeting, given: dict[str, Any]) -> dict[str, Any]:
    """The answers that fit the organiser's questions. Raises RegistrationRefused for one that is missing or wrong."""
    answers: dict[str, Any] = {}
    for question in questions_of(meeting):
        value = given.get(str(question.pk))
        if value in (None, "", []):
            if question.required:
                raise RegistrationRefused(_("Please answer: %(question)s") % {"question": question.text})
            continue
        if not _fits(question, value):
            raise RegistrationRefused(_("This answer does not fit: %(question)s") % {"question": question.text})
        answers[str(question.pk)] = value
    return answers


def _fits(question: RegistrationQuestion, value: Any) -> bool:
    match question.kind:
        case QuestionKind.YES_NO:
            return isinstance(value, bool)
        case QuestionKind.CHOICE:
            return value in question.options
        case QuestionKind.MULTIPLE:
            return isinstance(value, list) and all(each in question.options for each in value)
    return isinstance(value, str) and len(value) <= TEXT_LENGTH


def _lock(registration: Registration) -> tuple[Meeting, Registration]:
    meeting = lock_meeting(registration.meeting_id)
    return meeting, Registration.objects.select_for_update(of=("self",), no_key=True).get(pk=registration.pk)


def _fresh_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _number in range(CODE_LENGTH))
