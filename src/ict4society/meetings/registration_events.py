"""What happens to registrations, invitations and reminders."""

from __future__ import annotations

from ict4society.foundation.events import event
from ict4society.foundation.subjects import Ref
from ict4society.meetings.events import QuietMeetingEvent


class RegistrationEvent(QuietMeetingEvent):
    """Base of events about one registration. It is no public thing: nothing is searched or shown by it."""

    meeting_id: int
    user_id: int

    def subject(self) -> Ref | None:  # type: ignore[override]
        return None


@event("meetings.registered")
class Registered(RegistrationEvent):
    """Somebody asked for a seat, and follows the meeting from then on."""

    meeting_id: int
    user_id: int
    group: str
    state: str

    def follows(self) -> Ref:
        return Ref("meetings.meeting", self.meeting_id)


@event("meetings.seat_given")
class SeatGiven(RegistrationEvent):
    """Somebody has a seat: at once, or moved up from the waiting list."""

    meeting_id: int
    user_id: int
    moved_up: bool = False


@event("meetings.registration_changed")
class RegistrationChanged(RegistrationEvent):
    """Answers, needs or languages changed; nothing of them is kept here."""

    meeting_id: int
    user_id: int


@event("meetings.registration_cancelled")
class RegistrationCancelled(RegistrationEvent):
    """Somebody does not come, or was taken off the list (``by_organiser``)."""

    meeting_id: int
    user_id: int
    by_organiser: bool = False


@event("meetings.registration_settings_changed")
class RegistrationSettingsChanged(QuietMeetingEvent):
    """Capacity, groups, dates or questions of the registration changed."""

    meeting_id: int
    before: dict[str, object]
    after: dict[str, object]


@event("meetings.checked_in")
class CheckedIn(RegistrationEvent):
    """Somebody is there; ``undone`` takes that back."""

    meeting_id: int
    user_id: int
    undone: bool = False


@event("meetings.person_invited")
class PersonInvited(QuietMeetingEvent):
    """Somebody was invited; ``user_id`` is empty for an address without an account."""

    meeting_id: int
    invitation_id: int
    user_id: int | None = None


@event("meetings.reminder_due")
class ReminderDue(RegistrationEvent):
    """One person is reminded of one meeting. No page changes."""

    meeting_id: int
    user_id: int
    kind: str

    def tags(self) -> tuple[str, ...]:
        return ()
