"""The supervised instance: started, hurt in every part, stopped."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from ict4society.foundation.database import EmbeddedPostgres

from .instance import Instance, alive, command, eventually

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes in /proc"),
]


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    folder = Path(f"/tmp/ict4society-serve-{os.getpid()}")
    yield folder / "data"
    EmbeddedPostgres(folder / "data", tell=lambda line: None).stop(force=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def serving(data: Path) -> Iterator[Instance]:
    data.parent.mkdir()
    with Instance(data) as instance:
        yield instance


def test_it_says_what_it_does_and_where_it_is(serving: Instance) -> None:
    assert "Creating the database" in serving.output
    assert f"ICT4Society is at http://127.0.0.1:{serving.port}" in serving.output
    assert serving.status("/") == 200


def test_the_process_that_forks_has_one_thread(serving: Instance) -> None:
    """No thread can be in the middle of something when it forks, whatever the application imports."""
    assert "Threads:\t1\n" in Path(f"/proc/{serving.process.pid}/status").read_text()


def test_a_killed_web_worker_is_replaced(serving: Instance) -> None:
    web = serving.find("web server")
    worker = max(pid for pid, line in serving.processes().items() if "web server" in line)
    assert worker != web
    os.kill(worker, signal.SIGKILL)
    eventually(lambda: not alive(worker))
    eventually(lambda: sum("web server" in line for line in serving.processes().values()) == 3)
    assert [serving.status() for _ in range(8)] == [200] * 8
    assert alive(web)


def test_a_killed_web_server_is_started_again_without_leaving_workers(serving: Instance) -> None:
    old = {pid for pid, line in serving.processes().items() if "web server" in line}
    os.kill(min(old), signal.SIGKILL)
    eventually(lambda: not any(alive(pid) for pid in old))
    eventually(lambda: serving.status() == 200)


def test_requests_come_before_jobs(serving: Instance) -> None:
    niceness = {name: os.getpriority(os.PRIO_PROCESS, serving.find(name)) for name in ("web server", "job worker")}
    assert niceness["job worker"] - niceness["web server"] == 10
    session = Path(f"/proc/{serving.find('job worker')}/autogroup")
    assert not session.exists() or session.read_text().split()[-1] == "10"


def test_a_killed_job_worker_is_started_again(serving: Instance) -> None:
    old = serving.find("job worker")
    os.kill(old, signal.SIGKILL)
    eventually(lambda: any("job worker" in line and pid != old for pid, line in serving.processes().items()))


def test_a_killed_database_is_started_again_and_pages_come_back(serving: Instance) -> None:
    database = EmbeddedPostgres(serving.data)
    killed = database.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: database.pid not in {None, killed} and database.is_running())
    eventually(lambda: [serving.status("/discussions/") for _ in range(6)] == [200] * 6)


def test_a_command_uses_the_database_of_the_server_and_leaves_it_running(serving: Instance) -> None:
    before = EmbeddedPostgres(serving.data).pid
    assert command(serving.data, "migrate", "--check").returncode == 0
    assert EmbeddedPostgres(serving.data).pid == before
    assert serving.status("/discussions/") == 200


def test_it_stops_everything_that_it_started(serving: Instance) -> None:
    started = serving.processes()
    assert len(started) > 8
    assert serving.stop(signal.SIGINT) == 0
    eventually(lambda: not any(alive(pid) for pid in started), 5)
    assert not EmbeddedPostgres(serving.data).is_running()


def test_the_second_start_prepares_nothing(serving: Instance, data: Path) -> None:
    with Instance(data) as again:
        assert "Preparing" not in again.output
        assert "Collecting" not in again.output
        assert again.stop() == 0


def test_after_the_supervisor_is_killed_nothing_serves_and_the_next_one_takes_over(
    data: Path, serving: Instance
) -> None:
    with Instance(data) as first:
        children = {pid: line for pid, line in first.processes().items() if line.startswith("ict4society:")}
        assert len(children) == 4
        database = EmbeddedPostgres(data).pid
        first.process.kill()
        first.process.wait()
    eventually(lambda: not any(alive(pid) for pid in children), 15, what=f"the end of {children}")
    with Instance(data) as second:
        assert EmbeddedPostgres(data).pid == database
        assert second.stop() == 0
    assert EmbeddedPostgres(data).pid is None


def test_a_command_starts_the_database_itself_and_stops_it(data: Path, serving: Instance) -> None:
    done = command(data, "migrate", "--check")
    assert done.returncode == 0, done.stderr
    assert EmbeddedPostgres(data).pid is None
