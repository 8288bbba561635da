"""Listeners: functions that follow an event, each in its own transaction, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ict4society.foundation.events.event import Event

if TYPE_CHECKING:
    from ict4society.foundation.events.models import EventRecord

Function = TypeVar("Function", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class Listener:
    """A registered function and the name under which its receipts are kept."""

    name: str
    function: Callable[[EventRecord, Any], None]


_by_event: dict[str, list[Listener]] = defaultdict(list)
_of_all: list[Listener] = []


def listens_to(*events: type[Event]) -> Callable[[Function], Function]:
    """Register a listener for these events, or, without arguments, for every event.

    The function takes the record and the typed event. It runs in a job, inside a transaction together with its
    receipt; it may run again after a crash before the commit, never after it. Raising makes the job try again.
    Where one of an event's listeners raises, what all did is undone and each has another turn: so a listener does
    nothing outside the database (a mail is a job of its own).
    """

    def declare(function: Function) -> Function:
        listener = Listener(f"{function.__module__}.{function.__qualname__}".removeprefix("ict4society."), function)
        targets = [_by_event[event.name] for event in events] if events else [_of_all]
        for registered in targets:
            if all(known.name != listener.name for known in registered):
                registered.append(listener)
        return function

    return declare


def listeners_of(name: str) -> list[Listener]:
    """Who follows an event, in order of registration."""
    return [*_by_event.get(name, ()), *_of_all]
