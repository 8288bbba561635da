"""What happens to solutions."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class SolutionEvent(Event):
    """Base of events about one solution: its page and the lists that show it become stale."""

    solution_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"solution:{self.solution_id}", "solutions", "home")

    def subject(self) -> Ref:
        return Ref("solutions.solution", self.solution_id)


@event("solutions.solution_drafted")
class SolutionDrafted(SolutionEvent):
    """Somebody of the provider began a description; nobody else sees it yet."""

    solution_id: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("solutions.solution_published")
class SolutionPublished(SolutionEvent):
    """Everybody sees it, for the first time or again."""

    solution_id: int
    topic_id: int


@event("solutions.solution_edited")
class SolutionEdited(SolutionEvent):
    """The provider changed it; every text since its publication is kept."""

    solution_id: int
    revision: int


@event("solutions.solution_withdrawn")
class SolutionWithdrawn(SolutionEvent):
    """The provider took it back."""

    solution_id: int
    was_public: bool
    reason: str = ""


@event("solutions.solution_used")
class SolutionUsed(SolutionEvent):
    """An organisation says that it uses it."""

    solution_id: int
    use_id: int


@event("solutions.part_hidden")
class PartHidden(SolutionEvent):
    """A moderator hid the solution, or what a user said of it."""

    solution_id: int
    kind: str
    part_id: int
    reason: str


@event("solutions.part_restored")
class PartRestored(SolutionEvent):
    """A moderator showed it again."""

    solution_id: int
    kind: str
    part_id: int
    reason: str
