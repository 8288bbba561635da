"""What is measured: a kind of request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

    A kind that writes has ``counted``: SQL for the number that its answers must add up to.
    """

    name: str
    prepare: Callable[[Site], list[Request]]
    counted: str = ""
