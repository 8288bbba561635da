"""What happens in discussions."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class ThreadEvent(Event):
    """Base of events about one thread: its page, its topic's, the list, and what home shows of it become stale."""

    thread_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"thread:{self.thread_id}", "threads", "home")

    def subject(self) -> Ref:
        return Ref("discussions.thread", self.thread_id)


@event("discussions.thread_opened")
class ThreadOpened(ThreadEvent):
    """The agenda put a proposal on it, or a facilitator opened a thread directly."""

    thread_id: int
    topic_id: int
    title: str

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "topics", f"topic:{self.topic_id}")


@event("discussions.thread_edited")
class ThreadEdited(ThreadEvent):
    """A facilitator changed title, topic or introduction; values before and after."""

    thread_id: int
    before: dict[str, str | int]
    after: dict[str, str | int]

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "topics", "agenda")


@event("discussions.thread_concluded")
class ThreadConcluded(ThreadEvent):
    """A facilitator concluded the discussion."""

    thread_id: int
    conclusion_id: int

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "agenda")


@event("discussions.thread_reopened")
class ThreadReopened(ThreadEvent):
    """A facilitator opened a concluded thread again."""

    thread_id: int

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "agenda")


@event("discussions.thread_hidden")
class ThreadHidden(ThreadEvent):
    """A moderator hid the thread with all its posts."""

    thread_id: int
    reason: str

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "topics", "agenda")


@event("discussions.thread_restored")
class ThreadRestored(ThreadEvent):
    """A moderator showed a hidden thread again."""

    thread_id: int
    reason: str

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "topics", "agenda")


@event("discussions.summary_written")
class SummaryWritten(ThreadEvent):
    """A facilitator wrote a new version of the living summary."""

    thread_id: int
    version: int


class PostEvent(Event):
    """Base of events about one post."""

    post_id: int
    thread_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"post:{self.post_id}", f"thread:{self.thread_id}", "threads", "home")

    def subject(self) -> Ref:
        return Ref("discussions.post", self.post_id)


@event("discussions.post_added")
class PostAdded(PostEvent):
    """Somebody wrote in a thread; ``parent_id`` is the post that they answer."""

    post_id: int
    thread_id: int
    number: int
    parent_id: int | None = None

    def follows(self) -> Ref:
        return Ref("discussions.thread", self.thread_id)


@event("discussions.post_edited")
class PostEdited(PostEvent):
    """The author changed it; both texts are in its revisions."""

    post_id: int
    thread_id: int
    revision: int
    reason: str = ""


@event("discussions.post_withdrawn")
class PostWithdrawn(PostEvent):
    """The author took it back; the thread shows a notice in its place."""

    post_id: int
    thread_id: int


@event("discussions.post_hidden")
class PostHidden(PostEvent):
    """A moderator hid it."""

    post_id: int
    thread_id: int
    reason: str


@event("discussions.post_restored")
class PostRestored(PostEvent):
    """A moderator showed it again."""

    post_id: int
    thread_id: int
    reason: str
