"""Who comes."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ict4society.foundation.database.prepared import Prepared
from ict4society.meetings.models import Meeting, MeetingInvitation, Registration, RegistrationQuestion
from ict4society.meetings.states import RegistrationState


def registration_of(meeting: Meeting, user: Any) -> Registration | None:
    """The person's own registration, a cancelled one too."""
    if not user.is_authenticated:
        return None
    return next(iter(_own(meeting=meeting.pk, user=user.pk)), None)


_own: Prepared[Registration] = Prepared(
    lambda meeting, user: Registration.objects.filter(meeting_id=meeting, user_id=user).select_related("on_behalf_of"),
    meeting=int,
    user=int,
)


def registrations_of(meeting: Meeting) -> QuerySet[Registration]:
    """Everybody who did not cancel: by name within a state. For the organisers."""
    rows = Registration.objects.filter(meeting=meeting).exclude(state=RegistrationState.CANCELLED)
    return rows.select_related("user", "on_behalf_of").order_by("state", "user__name", "pk")


def attendance(meeting: Meeting) -> dict[str, list[Registration]]:
    """The attendance list: who has a seat by name, who waits in the order of the queue. For the organisers."""
    rows = list(registrations_of(meeting))
    waiting = [row for row in rows if row.state == RegistrationState.WAITING]
    return {
        "seated": sorted((row for row in rows if row.has_seat), key=lambda row: (str(row.user).casefold(), row.pk)),
        "waiting": sorted(waiting, key=lambda row: (row.queued_at, row.pk)),
    }


def questions_of(meeting: Meeting, *, removed: bool = False) -> list[RegistrationQuestion]:
    """The organiser's own questions in order; with ``removed`` also those that are asked no more."""
    rows = RegistrationQuestion.objects.filter(meeting=meeting)
    return list(rows if removed else rows.filter(removed_at=None))


def invitations_of(meeting: Meeting) -> QuerySet[MeetingInvitation]:
    """Who was invited, the latest first."""
    return MeetingInvitation.objects.filter(meeting=meeting).select_related("invited_by").order_by("-pk")
