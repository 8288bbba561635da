"""What happens to topics."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class TopicEvent(Event):
    """Base: something that happened to one topic."""

    topic_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"topic:{self.topic_id}",)

    def subject(self) -> Ref | None:
        return Ref("topics.topic", self.topic_id)


@event("topics.topic_followed")
class TopicFollowed(TopicEvent):
    """A person follows a topic from now on."""

    topic_id: int
    user_id: int


@event("topics.topic_unfollowed")
class TopicUnfollowed(TopicEvent):
    """A person no longer follows a topic."""

    topic_id: int
    user_id: int


class FacilitationEvent(Event):
    """Base: of one topic, or of all where ``topic_id`` is None."""

    topic_id: int | None
    user_id: int

    def tags(self) -> tuple[str, ...]:
        return ("topics",) if self.topic_id is None else ("topics", f"topic:{self.topic_id}")

    def subject(self) -> Ref:
        return Ref("topics.topic", self.topic_id) if self.topic_id else Ref("accounts.person", self.user_id)


@event("topics.facilitator_appointed")
class FacilitatorAppointed(FacilitationEvent):
    """Someone facilitates a topic (None: every topic)."""

    topic_id: int | None
    user_id: int


@event("topics.facilitator_dismissed")
class FacilitatorDismissed(FacilitationEvent):
    """Someone no longer facilitates a topic (None: every topic)."""

    topic_id: int | None
    user_id: int


@event("topics.tree_loaded")
class TreeLoaded(Event):
    """The tree was read from a file; slugs of what is new or different."""

    changed: list[str]

    def tags(self) -> tuple[str, ...]:
        return ("topics", "home", "map")
