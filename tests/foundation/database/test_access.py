"""Who can connect to the embedded database, and what they find."""

from __future__ import annotations

import stat
import subprocess

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from ict4society.foundation.database import EmbeddedPostgres

from .conftest import as_root

pytestmark = pytest.mark.enable_socket


def test_the_application_owns_its_database_but_is_no_superuser(running: EmbeddedPostgres) -> None:
    with psycopg.connect(running.url, autocommit=True) as connection:
        row = connection.execute("SELECT current_user, current_database()").fetchone()
        assert row == ("ict4society", "ict4society")
        assert connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (False,)
        for extension in ("pg_trgm", "unaccent", "btree_gin"):
            connection.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("COPY (SELECT 1) TO PROGRAM 'cat'")


def test_text_is_searched_and_folded_in_every_script(running: EmbeddedPostgres) -> None:
    with psycopg.connect(running.url) as connection:
        assert connection.execute("SELECT lower('ÀÉ ЖЗ ΑΒ ŁŻ')").fetchone() == ("àé жз αβ łż",)
        found = "SELECT to_tsvector('greek', 'ΑΝΘΡΏΠΟΥΣ') @@ to_tsquery('greek', 'άνθρωπος')"
        assert connection.execute(found).fetchone() == (True,)


@pytest.mark.parametrize("role", ["ict4society", "postgres"])
def test_a_wrong_password_and_the_superuser_are_refused(running: EmbeddedPostgres, role: str) -> None:
    with pytest.raises(psycopg.OperationalError, match=r"password authentication failed|no pg_hba.conf entry"):
        psycopg.connect(make_conninfo(running.url, user=role, password="guess"))


def test_it_listens_on_no_network_address(running: EmbeddedPostgres) -> None:
    with psycopg.connect(running.url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)


def test_password_and_socket_are_closed_to_others(running: EmbeddedPostgres) -> None:
    assert stat.S_IMODE(running.place.password_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(running.place.sockets.stat().st_mode) == 0o700
    assert stat.S_IMODE(running.place.cluster.stat().st_mode) == 0o700


@as_root
def test_another_account_does_not_even_reach_the_socket(running: EmbeddedPostgres) -> None:
    assert running.place.account.uid != 65534 or pytest.skip("PostgreSQL itself runs as this account")
    reached = subprocess.run(["ls", str(running.place.sockets)], user=65534, capture_output=True, check=False, cwd="/")
    assert reached.returncode != 0


@as_root
def test_root_runs_it_as_an_unprivileged_account(running: EmbeddedPostgres) -> None:
    pid = running.pid
    assert pid is not None
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        uid = next(line.split()[1] for line in status if line.startswith("Uid:"))
    assert uid == str(running.place.account.uid) != "0"
