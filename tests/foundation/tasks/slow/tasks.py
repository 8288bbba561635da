"""Jobs that leave traces in a file."""

from __future__ import annotations

import os
import time
from pathlib import Path

from django.db import transaction

from ict4society.foundation.tasks import task


def trace(path: str, word: str) -> None:
    with Path(path).open("a") as file:
        file.write(f"{word} {os.getpid()}\n")


@task(name="slow.sleep_once", queue="default")
def sleep_once(path: str) -> None:
    """Sleeps for long the first time, so that its worker can be killed in the middle; ends at once afterwards."""
    first = not Path(path).exists()
    trace(path, "began")
    if first:
        time.sleep(120)
    trace(path, "ended")


@task(name="slow.defer_then_fail", queue="default", retry=False)
def defer_then_fail(path: str) -> None:
    """Defers another job in a transaction that then fails: the other must never run."""
    with transaction.atomic():
        note.defer(path=path)
        raise RuntimeError("after all not")


@task(name="slow.fail_while_another_waits", queue="default", queueing_lock="slow", lock="slow")
def fail_while_another_waits(path: str) -> None:
    """The first one queues the next one, which takes its queueing lock, and fails."""
    first = not Path(path).exists()
    trace(path, "failed" if first else "computed")
    if first:
        fail_while_another_waits.defer(path=path)
        raise RuntimeError("the database was away")


@task(name="slow.note", queue="default")
def note(path: str) -> None:
    """Leaves a trace."""
    trace(path, "noted")
