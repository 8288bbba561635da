"""The parts of the server, each alone."""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path

from ict4society.foundation.server.child import Child
from ict4society.foundation.server.plan import ServerPlan
from ict4society.foundation.server.stamp import Stamp
from ict4society.foundation.server.start import Fork, command

from .instance import alive, eventually

PLAN = ServerPlan(
    data_folder="/tmp/x",
    embedded_database=True,
    host="127.0.0.1",
    port=8000,
    address="http://127.0.0.1:8000",
    on_loopback=True,
    demonstration=False,
    web_workers=2,
    job_workers=1,
    settings_module="config.settings",
    application="config.wsgi:application",
)


def test_a_plan_survives_its_journey() -> None:
    assert ServerPlan.from_json(PLAN.to_json()) == PLAN


def test_a_child_that_keeps_dying_is_started_ever_more_rarely() -> None:
    told: list[str] = []
    child = Child("clock", lambda: Fork("clock", partial(sys.exit, 7)), tell=told.append)
    child.start()
    end = time.monotonic() + 20
    while child.deaths < 3 and time.monotonic() < end:
        child.watch()
        time.sleep(0.01)
    child.stop()
    assert told == [f"The clock ended with exit code 7; it starts again in {delay} s." for delay in ("0.2", "1", "2")]


def test_a_child_that_ignores_the_request_to_stop_is_killed_with_what_it_started(tmp_path: Path) -> None:
    stubborn = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "other = subprocess.Popen(['sleep', '60'])\n"
        f"open({str(tmp_path / 'pid')!r}, 'w').write(str(other.pid))\n"
        "time.sleep(60)\n"
    )
    child = Child("stubborn", lambda: command([sys.executable, "-c", stubborn]), tell=lambda line: None, patience=0.3)
    child.start()
    pid = child.pid
    assert pid is not None
    eventually(lambda: (tmp_path / "pid").exists() and bool((tmp_path / "pid").read_text()))
    child.stop()
    assert not alive(pid)
    eventually(lambda: not alive(int((tmp_path / "pid").read_text())), 5)
    assert os.getpgid(0) != pid


def test_a_stamp_fits_until_a_source_changes(tmp_path: Path) -> None:
    source = tmp_path / "src" / "package" / "feature" / "migrations"
    source.mkdir(parents=True)
    (source / "0001_first.py").write_text("one")
    stamp = Stamp(tmp_path / "stamp", ("migrations",), tmp_path / "src" / "package")
    with stamp.renewed() as needed:
        assert needed
        (source / "0002_meanwhile.py").write_text("two")
    assert not stamp.fits()
    with stamp.renewed() as needed:
        assert needed
    with stamp.renewed() as needed:
        assert not needed
    assert stamp.fits()


def test_a_stamp_is_not_set_by_work_that_failed(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "stamp", ("migrations",), tmp_path / "src" / "package")
    try:
        with stamp.renewed():
            raise ValueError
    except ValueError:
        pass
    assert not stamp.fits()
