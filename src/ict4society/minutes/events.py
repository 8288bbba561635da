"""What happens to minutes."""

from __future__ import annotations

from typing import Any

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class MinutesEvent(Event):
    """It happens to the minutes of a meeting. Abstract."""

    meeting_id: int

    def tags(self) -> tuple[str, ...]:
        return ("minutes", f"meeting:{self.meeting_id}")

    def subject(self) -> Ref:
        return Ref("meetings.meeting", self.meeting_id)


class LineEvent(MinutesEvent):
    """It happens to one line. Abstract."""

    meeting_id: int
    line_id: int

    def subject(self) -> Ref:
        return Ref("minutes.line", self.line_id)


@event("minutes.line_taken")
class LineTaken(LineEvent):
    """Somebody who runs the meeting took it down. ``owner_id``: to whom the action was given."""

    meeting_id: int
    line_id: int
    owner_id: int | None = None


@event("minutes.line_edited")
class LineEdited(LineEvent):
    """It says something else now. ``before`` and ``after`` hold what changed."""

    meeting_id: int
    line_id: int
    revision: int
    before: dict[str, Any]
    after: dict[str, Any]
    owner_id: int | None = None
    """To whom an action was newly given."""


@event("minutes.line_struck")
class LineStruck(LineEvent):
    """It was taken out; its number stays."""

    meeting_id: int
    line_id: int
    reason: str


@event("minutes.line_hidden")
class LineHidden(LineEvent):
    """A moderator hid it."""

    meeting_id: int
    line_id: int
    reason: str


@event("minutes.line_restored")
class LineRestored(LineEvent):
    """A moderator showed it again."""

    meeting_id: int
    line_id: int
    reason: str


@event("minutes.action_done")
class ActionDone(LineEvent):
    """The action is done; ``note`` says how."""

    meeting_id: int
    line_id: int
    note: str


@event("minutes.action_reopened")
class ActionReopened(LineEvent):
    """It is not done after all."""

    meeting_id: int
    line_id: int


@event("minutes.action_overdue")
class ActionOverdue(LineEvent):
    """Its deadline has passed. ``due_on``: an ISO date."""

    meeting_id: int
    line_id: int
    due_on: str


@event("minutes.correction_proposed")
class CorrectionProposed(LineEvent):
    """Somebody who was there wants a line to say something else."""

    meeting_id: int
    line_id: int
    correction_id: int


@event("minutes.correction_decided")
class CorrectionDecided(LineEvent):
    """It was accepted, declined or withdrawn."""

    meeting_id: int
    line_id: int
    correction_id: int
    state: str
    reason: str = ""


class StageEvent(MinutesEvent):
    """The minutes as a whole moved on: lists of meetings show it. Abstract."""

    meeting_id: int

    def tags(self) -> tuple[str, ...]:
        return ("minutes", f"meeting:{self.meeting_id}", "meetings", "home")


@event("minutes.corrections_opened")
class CorrectionsOpened(StageEvent):
    """Those present may ask for corrections until ``until`` (ISO)."""

    meeting_id: int
    until: str


@event("minutes.taking_reopened")
class TakingReopened(StageEvent):
    """The meeting goes on: lines are taken again."""

    meeting_id: int


@event("minutes.finished")
class MinutesFinished(StageEvent):
    """They are final."""

    meeting_id: int


@event("minutes.missing")
class MinutesMissing(MinutesEvent):
    """The meeting is over and nobody has taken minutes, or has let them be corrected, or has finished them."""

    meeting_id: int
    what: str
    days: int

    def tags(self) -> tuple[str, ...]:
        return ()
