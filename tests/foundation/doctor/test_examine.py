"""`ict4society doctor`, through its command line."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest

from tests.foundation.database.conftest import reachable
from tests.foundation.server.instance import command, free_port

__all__ = ["reachable"]
pytestmark = pytest.mark.enable_socket


def _findings(output: str) -> dict[str, tuple[str, str, str]]:
    """Subject → (state, detail, remedy)."""
    found = re.findall(r"^(ok|warning|fault) +(.{14}) (.+)\n(?: +→ (.+)\n)?", output, re.MULTILINE)
    return {subject.strip(): (state, detail, remedy) for state, subject, detail, remedy in found}


def test_a_fresh_instance_is_well_once_its_tables_are_there(reachable: Path) -> None:
    port = str(free_port())
    before = _findings(command(reachable / "data", "doctor", PORT=port).stdout)
    assert before["tables"][0] == "warning"
    assert "ict4society migrate" in before["tables"][2]
    assert command(reachable / "data", "migrate", PORT=port).returncode == 0
    done = command(reachable / "data", "doctor", PORT=port)
    assert done.returncode == 0
    after = _findings(done.stdout)
    assert {state for subject, (state, _, _) in after.items() if subject != "static files"} == {"ok"}
    assert {"Python", "data folder", "disk", "port", "mail", "database", "tables", "job worker"} <= set(after)


def test_everything_that_is_wrong_is_found_in_one_run_with_its_remedy(reachable: Path) -> None:
    (reachable / "demonstration-accounts.txt").write_text("operator@example.org\n")
    (reachable / "secret_key").write_text("k" * 50)
    (reachable / "secret_key").chmod(0o644)
    with socket.socket() as other:
        other.bind(("0.0.0.0", 0))
        other.listen()
        done = command(
            reachable,
            "doctor",
            HOST="0.0.0.0",
            PORT=str(other.getsockname()[1]),
            SITE_URL="http://community.example.eu",
            ICT4SOCIETY_DEBUG="true",
            EMAIL_BACKEND_NAME="smtp",
            SMTP_HOST="127.0.0.1",
            SMTP_PORT=str(free_port()),
            DATABASE_URL="postgresql://me:secret@127.0.0.1:1/name",
        )
    assert done.returncode == 1
    found = _findings(done.stdout)
    faults = {subject for subject, (state, _, _) in found.items() if state == "fault"}
    assert faults == {"secrets", "port", "debugging", "demonstration", "mail", "database"}
    assert found["address"][0] == found["secret key"][0] == "warning"
    assert all(remedy for state, _, remedy in found.values() if state != "ok")
    assert "Traceback" not in done.stdout + done.stderr
    assert "secret@" not in done.stdout


@pytest.mark.parametrize(
    ("changed", "subject"), [({"PORT": "x"}, "settings"), ({"DATABASE_URL": "mysql://host/name"}, "database")]
)
def test_what_cannot_be_read_is_a_finding(reachable: Path, changed: dict[str, str], subject: str) -> None:
    done = command(reachable / "data", "doctor", **{"PORT": str(free_port()), **changed})
    assert done.returncode == 1
    assert _findings(done.stdout)[subject][0] == "fault"


def test_a_data_folder_that_cannot_be_written_is_a_finding(reachable: Path) -> None:
    (reachable / "file").write_text("")
    done = command(reachable / "file" / "data", "doctor", PORT=str(free_port()))
    assert done.returncode == 1
    assert _findings(done.stdout)["data folder"][0] == "fault"
    assert "Traceback" not in done.stdout + done.stderr
