"""How people register: seats in all and by group, until when, by invitation only, and the organiser's own questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require
from ict4society.meetings.actions.move import StaleMeeting, lock_meeting, save
from ict4society.meetings.actions.register import move_up
from ict4society.meetings.models import GroupCapacity, Meeting, RegistrationQuestion
from ict4society.meetings.registration_events import RegistrationSettingsChanged
from ict4society.meetings.states import QuestionKind

MOST_QUESTIONS = 30
MOST_OPTIONS = 30


class SettingsRefused(Refused):
    """These settings do not hold together; the message says why."""


@transaction.atomic
def set_registration(
    *,
    actor: Actor,
    meeting: Meeting,
    version: int,
    capacity: int | None,
    limits: Mapping[str, int],
    invitation_only: bool,
    closes_at: datetime | None,
) -> Meeting:
    """Change the seats; a raised capacity lets people move up, a lowered one takes no seat away.

    Raises Forbidden, StaleMeeting and SettingsRefused.
    """
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.edit_meeting", locked)
    if locked.version != version:
        raise StaleMeeting(locked)
    if closes_at is not None and closes_at > locked.ends_at:
        raise SettingsRefused(_("Registration ends before the meeting does."))
    before = _state_of(locked)
    locked.capacity, locked.invitation_only, locked.registration_closes_at = capacity, invitation_only, closes_at
    GroupCapacity.objects.filter(meeting=locked).exclude(group__in=limits).delete()
    for group, number in limits.items():
        GroupCapacity.objects.update_or_create(meeting=locked, group=group, defaults={"capacity": number})
    after = _state_of(locked)
    if before != after:
        save(locked, "capacity", "invitation_only", "registration_closes_at")
        emit(RegistrationSettingsChanged(locked.pk, before, after), actor=actor)
        move_up(locked)
    return locked


@transaction.atomic
def add_question(
    *,
    actor: Actor,
    meeting: Meeting,
    kind: str,
    text: str,
    help: str = "",
    options: Sequence[str] = (),
    required: bool = False,
) -> RegistrationQuestion:
    """Ask something of everybody who registers. Raises Forbidden and SettingsRefused."""
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.edit_meeting", locked)
    known = RegistrationQuestion.objects.filter(meeting=locked)
    if known.filter(removed_at=None).count() >= MOST_QUESTIONS:
        raise SettingsRefused(_("At most %(most)s questions are asked.") % {"most": MOST_QUESTIONS})
    made = RegistrationQuestion.objects.create(
        meeting=locked,
        position=known.count() + 1,
        kind=kind,
        text=text,
        help=help,
        options=_options(kind, options),
        required=required,
    )
    _changed(actor, locked, {}, {"question": made.text})
    return made


@transaction.atomic
def edit_question(
    *,
    actor: Actor,
    question: RegistrationQuestion,
    text: str,
    help: str = "",
    options: Sequence[str] = (),
    required: bool = False,
) -> RegistrationQuestion:
    """Change the words of a question, not its kind: answers given before stay as they are. Raises Forbidden and
    SettingsRefused.
    """
    locked = lock_meeting(question.meeting_id)
    require(actor.user, "meetings.edit_meeting", locked)
    row = RegistrationQuestion.objects.get(pk=question.pk)
    before = row.text
    row.text, row.help, row.required, row.options = text, help, required, _options(row.kind, options)
    row.save()
    _changed(actor, locked, {"question": before}, {"question": row.text})
    return row


@transaction.atomic
def remove_question(*, actor: Actor, question: RegistrationQuestion) -> None:
    """Ask it no more; the answers stay in the export. Again changes nothing. Raises Forbidden."""
    locked = lock_meeting(question.meeting_id)
    require(actor.user, "meetings.edit_meeting", locked)
    rows = RegistrationQuestion.objects.filter(pk=question.pk, removed_at=None)
    if rows.update(removed_at=timezone.now()):
        _changed(actor, locked, {"question": question.text}, {})


@transaction.atomic
def order_questions(*, actor: Actor, meeting: Meeting, order: Sequence[int]) -> None:
    """Bring the questions into this order. Raises Forbidden."""
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.edit_meeting", locked)
    rows = RegistrationQuestion.objects.filter(meeting=locked, removed_at=None)
    place = {pk: number for number, pk in enumerate(order)}
    ordered = sorted(rows, key=lambda row: (place.get(row.pk, len(place)), row.position, row.pk))
    for number, row in enumerate(ordered, start=1):
        row.position = number
    RegistrationQuestion.objects.bulk_update(ordered, ["position"])
    _changed(actor, locked, {}, {"order": [row.pk for row in ordered]})


def _options(kind: str, options: Sequence[str]) -> list[str]:
    if kind not in (QuestionKind.CHOICE, QuestionKind.MULTIPLE):
        return []
    kept = list(dict.fromkeys(option.strip() for option in options if option.strip()))
    if len(kept) < 2:
        raise SettingsRefused(_("Give at least two different answers to choose from, one in each line."))
    if len(kept) > MOST_OPTIONS or any(len(option) > 200 for option in kept):
        raise SettingsRefused(_("Give at most %(most)s answers of at most 200 characters.") % {"most": MOST_OPTIONS})
    return kept


def _changed(actor: Actor, meeting: Meeting, before: dict[str, object], after: dict[str, object]) -> None:
    emit(RegistrationSettingsChanged(meeting.pk, before, after), actor=actor)


def _state_of(meeting: Meeting) -> dict[str, object]:
    closes = meeting.registration_closes_at
    return {
        "capacity": meeting.capacity,
        "limits": dict(GroupCapacity.objects.filter(meeting=meeting).values_list("group", "capacity")),
        "invitation_only": meeting.invitation_only,
        "closes_at": closes.isoformat() if closes else None,
    }
