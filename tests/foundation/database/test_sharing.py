"""Several processes work on one cluster: whoever comes finds it, the last to leave stops it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from ict4society.foundation.database import EmbeddedPostgres
from ict4society.foundation.database.postmaster import is_alive

pytestmark = pytest.mark.enable_socket

_USER = """
import sys
from pathlib import Path
from ict4society.foundation.database import EmbeddedPostgres
database = EmbeddedPostgres(Path(sys.argv[1]), tell=lambda line: None)
database.ensure_running()
print(database.pid, flush=True)
sys.stdin.read()
print(database.stop(), flush=True)
"""


def _user(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _USER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_processes_that_come_at_once_share_one_server(postgres: EmbeddedPostgres) -> None:
    users = [_user(postgres.data_folder) for _ in range(4)]
    pids = {user.stdout.readline() for user in users if user.stdout}
    assert len(pids) == 1
    stopped = [user.communicate(timeout=30)[0].strip() for user in users]
    assert sorted(stopped) == ["False", "False", "False", "True"]
    assert not postgres.is_running()


def test_a_command_leaves_a_running_server_alone(postgres: EmbeddedPostgres) -> None:
    postgres.ensure_running()
    pid = postgres.pid
    with EmbeddedPostgres(postgres.data_folder) as command:
        assert command.pid == pid
    assert postgres.pid == pid
    assert postgres.stop()
    assert postgres.pid is None


def test_the_next_user_adopts_the_server_of_a_killed_one(postgres: EmbeddedPostgres) -> None:
    user = _user(postgres.data_folder)
    assert user.stdout is not None
    pid = int(user.stdout.readline())
    user.kill()
    user.communicate()
    assert is_alive(pid)
    postgres.ensure_running()
    assert postgres.pid == pid
    assert postgres.stop()
    assert not is_alive(pid)


def test_what_was_committed_is_there_after_a_restart(postgres: EmbeddedPostgres) -> None:
    with postgres, psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('consensus')")
    with postgres, psycopg.connect(postgres.url) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("consensus",)]
