"""Check people in."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require
from ict4society.meetings.actions.move import lock_meeting
from ict4society.meetings.models import Meeting, Registration
from ict4society.meetings.registration_events import CheckedIn
from ict4society.meetings.states import RegistrationState


class CheckInRefused(Refused):
    """Nobody can be checked in by this; the message says why."""


def clean_code(typed: str) -> str:
    """A code as it is kept: capitals, without the spaces and dashes that people put in."""
    return "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())[:20]


@transaction.atomic
def check_in(*, actor: Actor, meeting: Meeting, code: str) -> tuple[Registration, bool]:
    """Note that the person with this code is there; whether that is new. Raises Forbidden, and CheckInRefused for an
    unknown code, one of another meeting, and for who has no seat.
    """
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.check_in", locked)
    rows = Registration.objects.select_for_update(of=("self",), no_key=True).select_related("user", "on_behalf_of")
    row = rows.filter(meeting=locked, code=clean_code(code)).first()
    if row is None:
        raise CheckInRefused(_("Nobody is registered for this meeting under this code."))
    if row.state == RegistrationState.CHECKED_IN:
        return row, False
    if row.state == RegistrationState.WAITING:
        raise CheckInRefused(_("%(name)s is on the waiting list and has no seat.") % {"name": row.user})
    if row.state == RegistrationState.CANCELLED:
        raise CheckInRefused(_("%(name)s has cancelled.") % {"name": row.user})
    row.state, row.checked_in_at, row.checked_in_by = RegistrationState.CHECKED_IN, timezone.now(), actor.user
    row.save(update_fields=["state", "checked_in_at", "checked_in_by"])
    emit(CheckedIn(locked.pk, row.user_id), actor=actor)
    return row, True


@transaction.atomic
def undo_check_in(*, actor: Actor, registration: Registration) -> Registration:
    """Take a check-in back; without one nothing changes. Raises Forbidden."""
    locked = lock_meeting(registration.meeting_id)
    require(actor.user, "meetings.check_in", locked)
    row = Registration.objects.select_for_update(of=("self",), no_key=True).get(pk=registration.pk)
    if row.state == RegistrationState.CHECKED_IN:
        row.state, row.checked_in_at, row.checked_in_by = RegistrationState.REGISTERED, None, None
        row.save(update_fields=["state", "checked_in_at", "checked_in_by"])
        emit(CheckedIn(locked.pk, row.user_id, undone=True), actor=actor)
    return row
