"""Typed events: frozen dataclasses with a stored name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, TypeVar, cast, dataclass_transform

from ict4society.foundation.subjects import Ref

E = TypeVar("E", bound="type[Event]")
_types: dict[str, type[Event]] = {}


@dataclass(frozen=True)
class Event:
    """Something that happened. Fields hold plain JSON values: ids, and values before and after for the audit."""

    name: ClassVar[str] = ""
    audit_only: ClassVar[bool] = False
    """Recorded, and handed to no listener: for what happens very often and changes nothing that others show."""
    follows_subject: ClassVar[bool] = False
    """Whoever does this takes part in ``subject()`` and follows it from then on, unless they muted it."""

    def tags(self) -> tuple[str, ...]:
        """Page-cache tags of the pages that this makes stale."""
        return ()

    def subject(self) -> Ref | None:
        """What it happened to."""
        return None

    def follows(self) -> Ref | None:
        """What the actor follows from then on; for events whose subject is a part of it (a post of a thread)."""
        return self.subject() if self.follows_subject else None

    def payload(self) -> dict[str, Any]:
        """The fields as stored."""
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Event:
        """Read a stored payload; fields that a later version dropped are ignored, new ones need a default."""
        known = {field.name for field in fields(cls)}
        return cls(**{key: value for key, value in payload.items() if key in known})


@dataclass_transform(frozen_default=True)
def event(name: str) -> Callable[[E], E]:
    """Declare an event class under a name that is never changed: ``@event("discussions.post_added")``.

    Raises ValueError if the name is taken.
    """

    def declare(cls: E) -> E:
        made: type[Event] = dataclass(frozen=True)(cls)
        if name in _types and _types[name].__qualname__ != made.__qualname__:
            raise ValueError(f"event {name!r} is declared twice")
        made.name = name
        _types[name] = made
        return cast(E, made)

    return declare


def event_type(name: str) -> type[Event]:
    """The class of a stored event.

    Raises LookupError for a name that no feature declares.
    """
    try:
        return _types[name]
    except KeyError:
        raise LookupError(f"no such event: {name}") from None


def all_event_types() -> dict[str, type[Event]]:
    """Every declared event, by name."""
    return dict(sorted(_types.items()))
