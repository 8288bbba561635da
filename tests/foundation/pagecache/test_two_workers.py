"""Two worker processes in front of one database: both hear, and neither shows old data when it cannot."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction

from ict4society.foundation.events.emit import notify_pages
from ict4society.topics.models import Topic
from tests.people.factory import topic

pytestmark = pytest.mark.django_db(transaction=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Workers:
    """A server of two processes on the test database."""

    def __init__(self, port: int) -> None:
        self.port = port

    def topics_page(self) -> tuple[str, str | None]:
        """Body and cache header over a fresh connection, so that either process may answer."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            link.request("GET", "/topics/", headers={"Host": "127.0.0.1"})
            response = link.getresponse()
            return response.read().decode(), response.headers.get("X-Page-Cache")
        finally:
            link.close()

    def until_cached(self) -> None:
        """Until twenty answers in a row, spread over both processes, came from memory."""
        row = 0
        deadline = time.monotonic() + 60
        while row < 20:
            row = row + 1 if self.topics_page()[1] == "hit" else 0
            assert time.monotonic() < deadline, "the pages were never stored"


@pytest.fixture
def workers(settings: object) -> Iterator[Workers]:
    topic("first")
    port = _free_port()
    database = connection.settings_dict
    host, user, password = (database[key] for key in ("HOST", "USER", "PASSWORD"))
    url = f"postgresql://{user}:{password}@/{database['NAME']}?host={host}"
    if not str(host).startswith("/"):
        url = f"postgresql://{user}:{password}@{host}:{database['PORT'] or 5432}/{database['NAME']}"
    process = subprocess.Popen(
        [
            *(Path(sys.executable).parent / "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
            *("--port", str(port), "--workers", "2", "--blocking-threads", "1", "--log-level", "warning"),
            "config.wsgi:application",
        ],
        env={**os.environ, "DATABASE_URL": url, "ICT4SOCIETY_DEBUG": "true", "PYTHONWARNINGS": "ignore"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 90
        while True:
            try:
                Workers(port).topics_page()
                break
            except OSError:
                assert time.monotonic() < deadline, "the server did not start"
                time.sleep(0.1)
        yield Workers(port)
    finally:
        process.terminate()
        process.wait(45)


def _rename(name: str, *, tell: bool) -> None:
    with transaction.atomic():
        Topic.objects.update(name=name)
        if tell:
            notify_pages(("topics",))


def test_both_hear_of_a_change(workers: Workers) -> None:
    workers.until_cached()
    _rename("Renamed by a colleague", tell=True)
    time.sleep(0.2)
    assert all("Renamed by a colleague" in workers.topics_page()[0] for _ in range(20))


def test_a_cut_listener_steps_aside_and_comes_back(workers: Workers) -> None:
    workers.until_cached()
    # Nobody tells the caches: only a layer that steps aside shows the change.
    _rename("Changed while nobody listened", tell=False)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE application_name = 'ict4society page cache' AND datname = current_database()"
        )
        assert cursor.fetchone()[0] == 2
    time.sleep(0.1)
    assert all("Changed while nobody listened" in workers.topics_page()[0] for _ in range(20))
    workers.until_cached()
