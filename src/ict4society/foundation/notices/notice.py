"""One function per message."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from ict4society.foundation.events import Event
from ict4society.foundation.subjects import Ref

if TYPE_CHECKING:
    from ict4society.foundation.events.models import EventRecord


@dataclass(frozen=True)
class Notice:
    """A message about an event. Text is lazy: each recipient reads it in their own language."""

    recipients: Iterable[int]
    """Ids of people told because it concerns them (authors, representatives, …). The actor is never told."""
    text: str | Promise
    """One sentence, for the list and as the mail's subject line."""
    subject: Ref
    """Where the message leads; who may not see it is not told."""
    body: str | Promise = ""
    """Plain text of the mail below the sentence: what was said."""
    followers_of: tuple[Ref, ...] = ()
    """Whoever follows one of these is told too, unless they muted it."""
    muted_by: tuple[Ref, ...] = field(default=())
    """Whoever muted one of these is not told."""


NoticeFunction = Callable[["EventRecord", Any], Notice | None]
_by_event: dict[str, list[NoticeFunction]] = defaultdict(list)


def notice(*events: type[Event]) -> Callable[[NoticeFunction], NoticeFunction]:
    """Register a message for these events: ``def told_author(record, event) -> Notice | None``."""

    def declare(function: NoticeFunction) -> NoticeFunction:
        for event in events:
            if function not in _by_event[event.name]:
                _by_event[event.name].append(function)
        return function

    return declare


def notices_of(name: str) -> list[NoticeFunction]:
    """The messages of an event."""
    return list(_by_event.get(name, ()))
