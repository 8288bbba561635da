from __future__ import annotations

import contextlib
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from ict4society.foundation.database import EmbeddedPostgres
from ict4society.foundation.database.postmaster import processes_of

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root: PostgreSQL must run as another account")


@pytest.fixture
def reachable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A short folder that other accounts can enter (pytest's own folders are private)."""
    folder = Path(f"/tmp/ict4society-test-{os.getpid()}-{os.urandom(3).hex()}")
    folder.mkdir(mode=0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres(reachable: Path) -> Iterator[EmbeddedPostgres]:
    """An embedded database that is not started yet; stopped and removed afterwards."""
    database = EmbeddedPostgres(reachable / "data", tell=lambda line: None)
    yield database
    with contextlib.suppress(Exception):
        database.stop(force=True)
    for pid in processes_of(database.place.cluster):  # what a failed test left behind
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    """A running embedded database, shared by the tests of a module that only look at it."""
    folder = Path(f"/tmp/ict4society-test-{os.getpid()}-{os.urandom(3).hex()}")
    database = EmbeddedPostgres(folder, tell=lambda line: None)
    database.ensure_running()
    yield database
    database.stop(force=True)
    shutil.rmtree(folder, ignore_errors=True)
