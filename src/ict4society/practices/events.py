"""What happens to practices."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class PracticeEvent(Event):
    """Base of events about one practice: its page and the lists that show it become stale."""

    practice_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"practice:{self.practice_id}", "practices", "home")

    def subject(self) -> Ref:
        return Ref("practices.practice", self.practice_id)


@event("practices.practice_drafted")
class PracticeDrafted(PracticeEvent):
    """Colleagues began a practice; nobody else sees it yet."""

    practice_id: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("practices.practice_edited")
class PracticeEdited(PracticeEvent):
    """Colleagues changed it; after the first submission every text is kept in its revisions."""

    practice_id: int
    revision: int


@event("practices.practice_submitted")
class PracticeSubmitted(PracticeEvent):
    """It went into peer review, for the first time or again."""

    practice_id: int
    round: int
    topic_id: int


@event("practices.practice_reviewed")
class PracticeReviewed(PracticeEvent):
    """A peer of another stakeholder group reviewed it."""

    practice_id: int
    review_id: int
    verdict: str
    group: str


@event("practices.practice_decided")
class PracticeDecided(PracticeEvent):
    """Enough reviews are in: recognised, needs work, or not recognised."""

    practice_id: int
    state: str
    round: int


@event("practices.practice_adopted")
class PracticeAdopted(PracticeEvent):
    """Somebody said what they did with it."""

    practice_id: int
    adoption_id: int


@event("practices.practice_withdrawn")
class PracticeWithdrawn(PracticeEvent):
    """The organisation took it back."""

    practice_id: int
    was_public: bool
    reason: str = ""


@event("practices.review_due")
class ReviewDue(PracticeEvent):
    """The time for which it was recognised ends soon."""

    practice_id: int
    due: str


@event("practices.part_hidden")
class PartHidden(PracticeEvent):
    """A moderator hid the practice, or a review or adoption of it."""

    practice_id: int
    kind: str
    part_id: int
    reason: str


@event("practices.part_restored")
class PartRestored(PracticeEvent):
    """A moderator showed it again."""

    practice_id: int
    kind: str
    part_id: int
    reason: str
