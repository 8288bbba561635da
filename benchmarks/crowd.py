"""Many people at the same moment: a thread for each, with a connection of its own that stays open."""

from __future__ import annotations

import http.client
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from benchmarks.kind import BenchFailed, Request
from benchmarks.load import Load

TIMEOUT = 60.0
"""Seconds after which a person gives up."""


@dataclass(frozen=True)
class Answer:
    """What one person saw; ``seconds`` as they waited for it."""

    status: int
    seconds: float
    size: int
    headers: dict[str, str]


class Person:
    """One connection, opened again when the server has closed it."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)

    def connect(self) -> None:
        """Before the moment comes."""
        self._connection.connect()

    def send(self, request: Request, headers: dict[str, str] | None = None) -> Answer:
        """Send it and read the whole answer."""
        body = request.body.replace("{key}", secrets.token_hex(16)) or None
        began = time.monotonic()
        self._connection.request(request.method, request.path, body, {**request.headers, **(headers or {})})
        answer = self._connection.getresponse()
        size = len(answer.read())
        known = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, time.monotonic() - began, size, known)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


Job = Callable[[Person], list[Answer]]
"""What a person does: requests one after the other, and their answers."""


def together(port: int, jobs: Iterable[Job]) -> list[list[Answer]]:
    """Give each job a person; all begin at the same moment. Answers in the order of the jobs.

    Raises:
        BenchFailed: somebody's connection broke.
    """
    waiting = list(jobs)
    start = threading.Barrier(len(waiting))

    def live(job: Job) -> list[Answer]:
        person = Person(port)
        person.connect()
        start.wait(TIMEOUT)
        try:
            return job(person)
        finally:
            person.close()

    try:
        with ThreadPoolExecutor(len(waiting)) as pool:
            return list(pool.map(live, waiting))
    except (OSError, http.client.HTTPException, threading.BrokenBarrierError) as broken:
        raise BenchFailed(f"somebody in the crowd had no answer: {broken!r}.") from broken


def seen(answers: list[Answer], seconds: float, **facts: float) -> Load:
    """What the crowd saw, as the load generator tells it."""
    times = sorted(1000 * each.seconds for each in answers)
    return Load(
        answers=len(answers),
        rate=len(answers) / seconds,
        p50=quantile(times, 0.50),
        p95=quantile(times, 0.95),
        p99=quantile(times, 0.99),
        size=round(sum(each.size for each in answers) / len(answers)),
        facts=facts,
    )


def quantile(times: list[float], share: float) -> float:
    """The nearest rank: the smallest of the sorted values that so many do not exceed."""
    return times[max(0, -int(-share * len(times) // 1) - 1)]
