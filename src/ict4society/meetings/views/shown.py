"""What the pages of meetings say about one of them in a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ict4society.meetings.mails import where
from ict4society.meetings.models import Meeting, Registration
from ict4society.meetings.states import MeetingState, RegistrationState
from ict4society.meetings.when import Span, span, zone_of

TONES = {
    MeetingState.DRAFT: "neutral",
    MeetingState.ANNOUNCED: "info",
    MeetingState.OPEN: "success",
    MeetingState.RUNNING: "warning",
    MeetingState.CORRECTION: "info",
    MeetingState.FINAL: "neutral",
    MeetingState.CANCELLED: "error",
}


def tone_of(meeting: Meeting) -> str:
    """The tone of its state."""
    over = meeting.state == MeetingState.RUNNING and meeting.is_over
    return "neutral" if over else TONES[MeetingState(meeting.state)]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list."""

    meeting: Meeting
    when: Span
    where: str
    tone: str
    own: str
    """The reader's registration, in words."""


def rows(meetings: Iterable[Meeting], user: Any, registrations: Iterable[Registration] | None = None) -> list[Row]:
    """Lines with the reader's own registrations: one query, or none where somebody has read them already."""
    found = list(meetings)
    if registrations is None:
        registrations = (
            Registration.objects.filter(user_id=user.pk, meeting_id__in=[meeting.pk for meeting in found])
            if user.is_authenticated and found
            else ()
        )
    own = {row.meeting_id: row.get_state_display() for row in registrations if row.state != RegistrationState.CANCELLED}
    zone = zone_of(user)
    return [
        Row(
            meeting,
            span(meeting.starts_at, meeting.ends_at, meeting.zone, zone),
            where(meeting),
            tone_of(meeting),
            own.get(meeting.pk, ""),
        )
        for meeting in found
    ]
