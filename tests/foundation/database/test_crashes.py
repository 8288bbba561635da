"""The embedded database after a crash, and on a damaged or full disk."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ict4society.foundation.database import DatabaseUnavailable, EmbeddedPostgres
from ict4society.foundation.database.postmaster import is_alive, processes_of

from .conftest import as_root

pytestmark = pytest.mark.enable_socket


def test_it_starts_again_after_kill_9_while_clients_are_connected(postgres: EmbeddedPostgres) -> None:
    postgres.ensure_running()
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
        killed = postgres.pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        postgres.ensure_running()
    assert postgres.pid != killed
    with psycopg.connect(postgres.url) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (1,)


def test_a_backend_that_does_not_notice_the_crash_is_ended(postgres: EmbeddedPostgres) -> None:
    postgres.ensure_running()
    with psycopg.connect(postgres.url) as connection:
        backend = connection.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        killed = postgres.pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        postgres.ensure_running()
        assert not is_alive(backend)
    assert postgres.is_running()


def test_a_lock_file_that_names_a_foreign_process_does_not_stop_it(postgres: EmbeddedPostgres) -> None:
    """After the restart of a container the process id in the lock file often belongs to something else."""
    postgres.ensure_running()
    lock = postgres.place.cluster / "postmaster.pid"
    content = lock.read_text()
    for pid in reversed(processes_of(postgres.place.cluster)):
        with contextlib.suppress(ProcessLookupError):  # it has just ended by itself
            os.kill(pid, signal.SIGKILL)
    account = postgres.place.account
    switch = {} if account.uid is None else {"user": account.uid}
    foreign = subprocess.Popen(["sleep", "60"], **switch)
    try:
        lock.write_text("\n".join([str(foreign.pid), *content.split("\n")[1:]]))
        account.own(lock)
        postgres.ensure_running()
        assert postgres.is_running()
        assert foreign.poll() is None
    finally:
        foreign.kill()
        foreign.wait()


def test_an_interrupted_creation_is_begun_again(postgres: EmbeddedPostgres) -> None:
    half = postgres.place.home / "cluster.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    postgres.ensure_running()
    assert not half.exists()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda cluster: (cluster / "PG_VERSION").write_bytes(b"\xff\x00rubbish"), r"is damaged \(PG_VERSION"),
        (lambda cluster: (cluster / "PG_VERSION").write_text("17\n"), "PostgreSQL 17, and this is PostgreSQL 18"),
        (lambda cluster: (cluster / "global" / "pg_control").unlink(), r"is damaged \(global/pg_control"),
        (lambda cluster: (cluster / "global" / "pg_control").write_bytes(b"x" * 8192), "could not open .*: .+"),
        (lambda cluster: [path.unlink() for path in cluster.glob("pg_wal/0*")], "could not open .*checkpoint"),
    ],
    ids=["version", "other version", "no control file", "rubbish in control file", "no log"],
)
def test_a_damaged_folder_gives_one_sentence(postgres: EmbeddedPostgres, damage, said: str) -> None:  # type: ignore[no-untyped-def]
    postgres.ensure_running()
    postgres.stop()
    damage(postgres.place.cluster)
    began = time.monotonic()
    with pytest.raises(DatabaseUnavailable, match=said) as caught:
        postgres.ensure_running()
    assert "\n" not in str(caught.value)
    assert time.monotonic() - began < 10
    assert postgres.pid is None


@pytest.fixture
def small_disk(reachable: Path) -> Iterator[Path]:
    folder = reachable / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200m,mode=755", "tmpfs", str(folder)], check=False)
    if mounted.returncode != 0:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _fill(path: Path) -> None:
    """Take all the room that there is."""
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(2**20))


@as_root
def test_a_full_disk_gives_one_sentence(small_disk: Path) -> None:
    database = EmbeddedPostgres(small_disk / "data", tell=lambda line: None)
    filler = small_disk / "filler"
    filler.write_bytes(bytes(80 * 2**20))
    with pytest.raises(DatabaseUnavailable, match=r"The disk of .* is full: .* a new database needs"):
        database.ensure_running()
    assert not database.place.cluster.exists()

    filler.unlink()
    database.ensure_running()
    database.stop()
    _fill(filler)
    with pytest.raises(DatabaseUnavailable, match=r"The disk of .* is full"):
        database.ensure_running()

    filler.unlink()
    database.ensure_running()
    assert database.stop()
