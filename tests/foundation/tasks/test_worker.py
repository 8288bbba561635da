"""A real worker process on the test database: killed, stopped, cut off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.db import connection

from ict4society.foundation.tasks.health import failed_jobs, queue_health, retry_failed

pytestmark = pytest.mark.django_db(transaction=True)
HEARTBEAT = 0.5
PROJECT = Path(__file__).resolve().parents[3]


def database_address() -> str:
    wanted = connection.settings_dict
    query = urlencode({"host": wanted["HOST"], "port": wanted["PORT"] or 5432})
    return f"postgresql://{quote(wanted['USER'])}:{quote(wanted['PASSWORD'], safe='')}@/{wanted['NAME']}?{query}"


@pytest.fixture
def start_worker() -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts workers that know the slow jobs; whatever still runs afterwards is killed."""
    started: list[subprocess.Popen] = []
    environment = {
        **os.environ,
        "DATABASE_URL": database_address(),
        "DJANGO_SETTINGS_MODULE": "tests.foundation.tasks.settings",
        "PYTHONPATH": os.pathsep.join([str(PROJECT / "src"), str(PROJECT)]),  # the code that stands beside the tests
    }

    def start(*options: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "django", "worker", "--heartbeat", str(HEARTBEAT), *options]
        started.append(subprocess.Popen(command, env=environment, cwd=PROJECT))
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait(10)


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    clear = "TRUNCATE procrastinate_jobs, procrastinate_workers RESTART IDENTITY CASCADE"
    with connection.cursor() as cursor:
        cursor.execute(clear)
    yield
    with connection.cursor() as cursor:
        cursor.execute(clear)


def defer(name: str, path: Path, lock: str | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, lock, queueing_lock)"
            " VALUES ('default', %s, %s, %s, %s) RETURNING id",
            [name, json.dumps({"path": str(path)}), lock, lock],
        )
        return cursor.fetchone()[0]


def wait_for(condition: Callable[[], bool], seconds: float = 90) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.05)


def words(path: Path) -> list[str]:
    return [line.split()[0] for line in path.read_text().splitlines()] if path.exists() else []


def test_the_job_of_a_killed_worker_is_done_by_the_next(start_worker, tmp_path):
    path = tmp_path / "trace"
    defer("slow.sleep_once", path)
    began = time.monotonic()
    first = start_worker()
    wait_for(lambda: words(path) == ["began"])
    start = time.monotonic() - began
    first.send_signal(signal.SIGKILL)
    first.wait(10)
    killed = time.monotonic()
    second = start_worker()
    wait_for(lambda: words(path) == ["began", "began", "ended"])
    # Six heartbeats by construction, and what the start of a process takes here and now.
    assert time.monotonic() - killed < 6 * HEARTBEAT + 10 + 3 * start
    wait_for(lambda: queue_health().worker_alive)
    second.send_signal(signal.SIGTERM)
    assert second.wait(45) == 0


def test_a_live_worker_takes_over_what_a_killed_one_left(start_worker, tmp_path):
    path = tmp_path / "trace"
    defer("slow.sleep_once", path)
    began = time.monotonic()
    first = start_worker()
    wait_for(lambda: words(path) == ["began"])
    start = time.monotonic() - began
    start_worker()
    time.sleep(3)
    assert words(path) == ["began"], "a living worker's job was taken away"
    first.kill()
    wait_for(lambda: words(path)[-1] == "ended", 6 * HEARTBEAT + 10 + 3 * start)


def test_what_a_failed_transaction_of_a_job_deferred_never_runs(start_worker, tmp_path):
    path = tmp_path / "trace"
    job = defer("slow.defer_then_fail", path)
    assert start_worker("--until-empty").wait(90) == 0
    assert words(path) == []
    assert [failed.id for failed in failed_jobs()] == [job]
    assert queue_health().failed == 1
    assert retry_failed(job)
    assert not retry_failed(job)
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        assert cursor.fetchone() == ("todo",)


def test_a_job_that_fails_makes_way_for_the_one_that_waits_with_its_lock(start_worker, tmp_path):
    """A round gets a vote while its computation fails: the next computation must not wait for ever."""
    path = tmp_path / "trace"
    defer("slow.fail_while_another_waits", path, lock="slow")
    worker = start_worker()
    wait_for(lambda: words(path) == ["failed", "computed"])
    with connection.cursor() as cursor:
        for _look in range(100):
            cursor.execute("SELECT count(*) FROM procrastinate_jobs")
            left = cursor.fetchone()[0]
            if not left:
                break
            time.sleep(0.05)
    assert left == 0
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0


def test_a_stalled_job_makes_way_too(start_worker, tmp_path):
    path = tmp_path / "trace"
    path.write_text("failed 0\n")
    stalled = defer("slow.fail_while_another_waits", path, lock="slow")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [stalled])
    defer("slow.fail_while_another_waits", path, lock="slow")
    start_worker()
    wait_for(lambda: words(path) == ["failed", "computed"])


def test_a_worker_outlives_the_loss_of_its_connections(start_worker, tmp_path):
    worker = start_worker()
    wait_for(lambda: queue_health().worker_alive)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    path = tmp_path / "trace"
    defer("slow.note", path)
    wait_for(lambda: words(path) == ["noted"])
    assert worker.poll() is None
    worker.terminate()
    assert worker.wait(45) == 0
