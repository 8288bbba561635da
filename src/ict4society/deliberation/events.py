"""What happens in a round."""

from __future__ import annotations

from typing import Any, ClassVar

from ict4society.foundation.events.event import Event, event
from ict4society.foundation.subjects import Ref


class RoundEvent(Event):
    """What all of them have in common: the round that they happen in. Abstract."""

    round_id: int

    def tags(self) -> tuple[str, ...]:
        return ("rounds", f"round:{self.round_id}")

    def subject(self) -> Ref | None:
        return Ref("deliberation.round", self.round_id)


class StatementEvent(RoundEvent):
    """It happens to a statement of the round. Abstract."""

    statement_id: int

    def subject(self) -> Ref | None:
        return Ref("deliberation.statement", self.statement_id)


@event("deliberation.round_created")
class RoundCreated(RoundEvent):
    round_id: int


@event("deliberation.round_edited")
class RoundEdited(RoundEvent):
    """``before`` and ``after`` hold the values that changed."""

    round_id: int
    before: dict[str, Any]
    after: dict[str, Any]


@event("deliberation.round_opened")
class RoundOpened(RoundEvent):
    round_id: int
    parameters: dict[str, Any]
    topic_id: int | None = None
    thread_id: int | None = None
    """The thread that it belongs to, for those who follow it."""

    def tags(self) -> tuple[str, ...]:
        topic = (f"topic:{self.topic_id}",) if self.topic_id else ()
        thread = (f"thread:{self.thread_id}",) if self.thread_id else ()
        return (*super().tags(), "home", *topic, *thread)


@event("deliberation.round_closed")
class RoundClosed(RoundEvent):
    """``due``: its end had come; otherwise a facilitator closed it."""

    round_id: int
    due: bool
    topic_id: int | None = None

    def tags(self) -> tuple[str, ...]:
        topic = (f"topic:{self.topic_id}",) if self.topic_id else ()
        return (*super().tags(), "home", *topic)


@event("deliberation.round_imported")
class RoundImported(RoundEvent):
    round_id: int
    source: str
    fingerprint: str
    participants: int
    statements: int
    votes: int
    replaced: str = ""
    """The fingerprint of the content that it replaced."""

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "home")


@event("deliberation.statement_proposed")
class StatementProposed(StatementEvent):
    round_id: int
    statement_id: int
    citation_id: int | None = None


@event("deliberation.statement_accepted")
class StatementAccepted(StatementEvent):
    """``source`` is the post (or other subject) that it was drawn from, as ``kind:id``."""

    round_id: int
    statement_id: int
    source: str = ""

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), *_source_tags(self.source))


@event("deliberation.statement_rejected")
class StatementRejected(StatementEvent):
    round_id: int
    statement_id: int
    reason: str


@event("deliberation.statement_hidden")
class StatementHidden(StatementEvent):
    round_id: int
    statement_id: int
    reason: str
    source: str = ""

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), *_source_tags(self.source))


@event("deliberation.statement_restored")
class StatementRestored(StatementEvent):
    round_id: int
    statement_id: int
    reason: str
    source: str = ""

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), *_source_tags(self.source))


@event("deliberation.vote_cast")
class VoteCast(StatementEvent):
    """The audit of a position. Pages become stale when the result is computed, not with each single position."""

    audit_only: ClassVar[bool] = True

    round_id: int
    statement_id: int
    participant_id: int
    choice: int
    previous: int | None

    def tags(self) -> tuple[str, ...]:
        return ()


@event("deliberation.result_computed")
class ResultComputed(RoundEvent):
    """``closed``: the round takes no more positions, so that this result is the last."""

    round_id: int
    version: int
    votes: int
    closed: bool

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "home")


def _source_tags(source: str) -> tuple[str, ...]:
    """The pages that show the source: they say what became of it."""
    names = {"discussions.post": "post", "agenda.proposal": "proposal"}
    kind, _, number = source.partition(":")
    return (f"{names[kind]}:{number}",) if kind in names else ()
