"""What keeps the server from starting: one sentence, a non-zero exit, nothing left behind."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from .instance import command, free_port

pytestmark = pytest.mark.enable_socket


def _refused(data: Path, *words: str, **settings: str) -> str:
    done = command(data, *(words or ("serve",)), **settings)
    assert done.returncode == 1, done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("ict4society: ")
    return lines[0]


def test_a_port_in_use_is_told_before_anything_starts(reachable: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = _refused(reachable / "data", PORT=str(port))
    assert f"Port {port} of 127.0.0.1 is in use" in said
    assert not (reachable / "data" / "postgres" / "cluster").exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"PORT": "eighty"}, "PORT:"),
        ({"PORT": "70000"}, "PORT:"),
        ({"HOST": "192.0.2.1"}, "cannot listen on 192.0.2.1"),
        ({"HOST": "no.such.host.invalid"}, "HOST: no.such.host.invalid is not an address"),
        ({"HOST": "0.0.0.0", "ICT4SOCIETY_DEMO": "true"}, "demonstration accounts have published passwords"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY: must have at least 32 characters"),
        ({"SITE_URL": "community.example.eu"}, "SITE_URL: must be an address"),
    ],
)
def test_a_wrong_setting_is_named(reachable: Path, changed: dict[str, str], said: str) -> None:
    assert said in _refused(reachable / "data", **{"PORT": str(free_port()), **changed})


def test_demonstration_accounts_keep_the_server_on_loopback(reachable: Path) -> None:
    (reachable / "demonstration-accounts.txt").write_text("operator@example.org  demonstration\n")
    said = _refused(reachable, HOST="0.0.0.0", PORT=str(free_port()))
    assert "holds the demonstration community" in said


@pytest.mark.parametrize("words", [("serve",), ("migrate",), ("doctor",)])
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://me@host/name", "DATABASE_URL must be an address such as"),
        ("postgresql://me:secret@127.0.0.1:1/name", "127.0.0.1"),
        ("postgresql://me:secret@/name?host=/nowhere", "/nowhere"),
    ],
)
def test_a_wrong_database_address_gives_one_sentence(reachable: Path, words: tuple[str], url: str, said: str) -> None:
    done = command(reachable / "data", *words, DATABASE_URL=url, PORT=str(free_port()))
    assert done.returncode == 1
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "secret@" not in done.stdout + done.stderr


def test_a_damaged_database_gives_one_sentence(reachable: Path) -> None:
    cluster = reachable / "data" / "postgres" / "cluster"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("rubbish")
    assert "is damaged (PG_VERSION" in _refused(reachable / "data", PORT=str(free_port()))


def test_an_unknown_command_gets_a_suggestion(reachable: Path) -> None:
    assert "no command `import`; did you mean `import votes`?" in _refused(reachable / "data", "import", "vote")
    assert "did you mean `migrate`" in _refused(reachable / "data", "migrat")
