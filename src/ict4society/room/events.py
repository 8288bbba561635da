"""What happens in the room. Events about questions name no person: an anonymous one stays so in the log, too."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class RoomEvent(Event):
    """It happens in the room of a meeting. Abstract."""

    meeting_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"room:{self.meeting_id}",)

    def subject(self) -> Ref:
        return Ref("meetings.meeting", self.meeting_id)


@event("room.arranged")
class RoomArranged(RoomEvent):
    """The room shows something else: which round, which statement, whether questions may be anonymous."""

    meeting_id: int
    round_id: int | None
    statement_id: int | None
    anonymous_allowed: bool

    def tags(self) -> tuple[str, ...]:
        return (f"room:{self.meeting_id}", f"meeting:{self.meeting_id}")


@event("room.question_asked")
class QuestionAsked(RoomEvent):
    """A question was asked."""

    meeting_id: int
    question_id: int


@event("room.question_liked")
class QuestionLiked(RoomEvent):
    """Somebody likes a question, or does not any more."""

    meeting_id: int
    question_id: int
    liked: bool


@event("room.question_moved")
class QuestionMoved(RoomEvent):
    """Shortlisted, answered, not taken up."""

    meeting_id: int
    question_id: int
    state: str


@event("room.question_hidden")
class QuestionHidden(RoomEvent):
    """A moderator hid it."""

    meeting_id: int
    question_id: int
    reason: str


@event("room.question_restored")
class QuestionRestored(RoomEvent):
    """A moderator showed it again."""

    meeting_id: int
    question_id: int
    reason: str
