"""What is measured: a kind of request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.load import Load
    from benchmarks.site import Site


class BenchFailed(Exception):
    """The measurement cannot be made, or proves that something is wrong; the message is one sentence."""


@dataclass(frozen=True)
class Request:
    """One request. ``{key}`` in the body becomes a fresh idempotency key each time that it is sent."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of request. The requests of ``prepare`` are sent in turn; GETs and POSTs are not mixed.

    A kind that writes has ``counted``: SQL for the number that its answers must add up to. One whose load is not "as
    many as possible over 16 connections" has ``drive``, which sends the requests itself and checks what came of them.
    """

    name: str
    prepare: Callable[[Site], list[Request]]
    counted: str = ""
    drive: Callable[[Site, list[Request]], Load] | None = None
    promise: Promise | None = None


@dataclass(frozen=True)
class Promise:
    """What was promised of a kind: one of the columns is at most so much."""

    column: str
    most: float

    def kept(self, value: float) -> bool:
        """Whether what was measured is within it."""
        return value <= self.most
