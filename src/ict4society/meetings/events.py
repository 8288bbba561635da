"""What happens to meetings."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class MeetingEvent(Event):
    """Base of events about one meeting: its pages, the lists of meetings and what home shows of it become stale."""

    meeting_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"meeting:{self.meeting_id}", "meetings", "home")

    def subject(self) -> Ref:
        return Ref("meetings.meeting", self.meeting_id)


class QuietMeetingEvent(MeetingEvent):
    """Base of events that change the meeting's own pages only."""

    meeting_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"meeting:{self.meeting_id}",)


@event("meetings.meeting_drafted")
class MeetingDrafted(MeetingEvent):
    """Somebody began to plan one; nobody else sees it yet, so no page changes."""

    meeting_id: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("meetings.meeting_announced")
class MeetingAnnounced(MeetingEvent):
    """It can be seen by everybody."""

    meeting_id: int


@event("meetings.registration_opened")
class RegistrationOpened(MeetingEvent):
    """Members can register."""

    meeting_id: int


@event("meetings.registration_closed")
class RegistrationClosed(MeetingEvent):
    """Registration was closed by hand."""

    meeting_id: int


@event("meetings.meeting_started")
class MeetingStarted(MeetingEvent):
    """It is running."""

    meeting_id: int


@event("meetings.meeting_cancelled")
class MeetingCancelled(MeetingEvent):
    """It does not take place. ``was_draft``: nobody had seen it."""

    meeting_id: int
    reason: str
    was_draft: bool = False


@event("meetings.meeting_hidden")
class MeetingHidden(MeetingEvent):
    """A moderator hid it."""

    meeting_id: int
    reason: str


@event("meetings.meeting_restored")
class MeetingRestored(MeetingEvent):
    """A moderator showed it again."""

    meeting_id: int
    reason: str
