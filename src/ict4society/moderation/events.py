"""What happens in moderation."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


@event("moderation.subject_flagged")
class SubjectFlagged(Event):
    """A member reported something, or its author asked for another look (``appeal``)."""

    flag_id: int
    kind: str
    object_id: int
    reason: str
    appeal: bool = False

    def subject(self) -> Ref:
        return Ref("moderation.flag", self.flag_id)


@event("moderation.subject_decided")
class SubjectDecided(Event):
    """A moderator decided, with a reason; ``flags`` are the reports that this answers."""

    decision_id: int
    kind: str
    object_id: int
    action: str
    reason: str
    flags: list[int]

    def subject(self) -> Ref:
        return Ref("moderation.decision", self.decision_id)

    def tags(self) -> tuple[str, ...]:
        return ("decisions",)
