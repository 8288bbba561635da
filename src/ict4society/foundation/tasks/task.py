"""Declare jobs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

MAX_ATTEMPTS = 12
RETRY = RetryStrategy(max_attempts=MAX_ATTEMPTS, exponential_wait=2)
"""Waits 2, 4, 8, … seconds: twelve times within some two hours; then the job stays visible as failed."""


def task(*, name: str, queue: str = "default", **options: Any) -> Callable[[Callable[..., None]], Any]:
    """Declare a job under a name that is never changed; defer it with ``.defer(**ids)`` inside a transaction.

    Further options are procrastinate's (``queueing_lock``, ``lock``, ``priority``).
    """
    options.setdefault("retry", RETRY)
    return app.task(name=name, queue=queue, **options)


def periodic(*, name: str, cron: str, queue: str = "default") -> Callable[[Callable[[int], None]], Any]:
    """Declare a job that runs at the times of a cron expression; it receives the UNIX time it was due."""

    def declare(function: Callable[[int], None]) -> Any:
        return app.periodic(cron=cron)(app.task(name=name, queue=queue, queueing_lock=name)(function))

    return declare


def defer(name: str, **arguments: Any) -> None:
    """Queue a job by its task's name, as part of the caller's transaction: for layers that stand below ``tasks.py``.

    Raises LookupError for a name that no feature declares.
    """
    defer_many(name, [arguments])


def defer_many(name: str, calls: Sequence[dict[str, Any]]) -> None:
    """The same for several jobs of one task, in one statement; nothing for an empty list."""
    try:
        declared = app.tasks[name]
    except KeyError:
        raise LookupError(f"no such task: {name}") from None
    if calls:
        declared.batch_defer(*calls)
