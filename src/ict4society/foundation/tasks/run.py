"""Run a worker for as long as the process lives, whatever the database does meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import procrastinate
import structlog
from asgiref.sync import sync_to_async
from django.db import close_old_connections
from procrastinate.contrib.django import DjangoApp
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.job_context import JobContext
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker

from ict4society.foundation.tasks.stalled import keep_reviving
from ict4society.foundation.tasks.superseded import PatientManager

logger = structlog.get_logger(__name__)
LONGEST_PAUSE = 30.0
YIELDS = 10
"""Jobs are so much nicer than web workers: in a rush the people who wait come first, their mails a little later."""


@dataclass(frozen=True)
class WorkerOptions:
    """How a worker works. Seconds.

    A worker is taken for dead after four missed heartbeats; its jobs are looked for twice in that time, so that they
    go on at most 6 × ``heartbeat`` after its death (30 s by default).
    """

    concurrency: int = 2
    heartbeat: float = 5.0
    grace: float = 8.0
    """A stopping worker waits so long for running jobs; what is cut off is taken up by the next worker."""
    until_empty: bool = False

    @property
    def dead_after(self) -> float:
        return self.heartbeat * 4


def run_worker(options: WorkerOptions) -> None:
    """Work until SIGTERM or SIGINT, or until nothing is due with ``until_empty``. A lost database is waited for."""
    if not options.until_empty:  # a worker of a server, with web workers beside it
        _yield_processors()
    asyncio.run(_work(options))


def _yield_processors() -> None:
    """Let the web workers come first.

    Linux shares the processors among sessions before it looks at nice values (sched(7), "The autogroup feature"), and
    the supervisor starts each of its children in a session of its own: the session has to be nice, too.
    """
    os.nice(YIELDS)
    if os.getsid(0) == os.getpid():
        with contextlib.suppress(OSError):  # no such feature here
            Path("/proc/self/autogroup").write_text(str(YIELDS))


async def _work(options: WorkerOptions) -> None:
    loop = asyncio.get_running_loop()
    # One thread, and so one database connection, for each job at a time.
    loop.set_default_executor(ThreadPoolExecutor(options.concurrency + 1, thread_name_prefix="job"))
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked.set)
    pause = 1.0
    while not asked.is_set():
        began = time.monotonic()
        turn = asyncio.create_task(_turn(options))
        stop = asyncio.create_task(asked.wait())
        await asyncio.wait({turn, stop}, return_when=asyncio.FIRST_COMPLETED)
        for task in (turn, stop):
            task.cancel()
        while not turn.done():  # a cancellation that comes while the worker starts can get lost: ask again
            await asyncio.wait({turn}, timeout=options.grace + 1)
            turn.cancel()
        if not turn.cancelled() and (error := turn.exception()) is not None:
            logger.error("the worker lost its database", exc_info=error)
        if options.until_empty:
            return
        pause = 1.0 if time.monotonic() - began > LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(asked.wait(), pause)


async def _turn(options: WorkerOptions) -> None:
    """One life of a worker: until it is cancelled, or one of its side tasks fails (the database went away)."""
    await sync_to_async(close_old_connections)()  # of the thread in which periodic jobs are deferred
    app = _worker_app()
    async with app.open_async():
        reviving = asyncio.create_task(keep_reviving(app, options.dead_after))
        try:
            await app.run_worker_async(
                concurrency=options.concurrency,
                wait=not options.until_empty,
                install_signal_handlers=False,
                shutdown_graceful_timeout=options.grace,
                delete_jobs="successful",
                update_heartbeat_interval=options.heartbeat,
                stalled_worker_timeout=options.dead_after,
                worker_middleware=[_say_why],
            )
        finally:
            reviving.cancel()


def _worker_app() -> procrastinate.App:
    """An app of the same tasks with a connection of its own for fetching and finishing jobs.

    Not ``replace_connector``, as procrastinate's command does: the tasks must keep the Django connector, so that a job
    deferred inside a task is part of that task's transaction.
    """
    app = DjangoApp(connector=PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=3))
    app.tasks = django_app.tasks
    app.periodic_registry = django_app.periodic_registry
    app.job_manager = PatientManager(app.connector)
    return app


async def _say_why(process: Callable[[], Awaitable[Any]], context: JobContext, worker: Worker) -> Any:
    """A job that is tried again says why it failed; procrastinate tells only of the last time."""
    try:
        return await process()
    except Exception:
        logger.warning("a job failed", job=context.job.id, task=context.job.task_name, exc_info=True)
        raise
