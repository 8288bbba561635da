"""The servers that are measured: a whole instance, and the same web server with constant bytes."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from benchmarks.kind import BenchFailed

PROJECT = Path(__file__).resolve().parents[1]
WORKERS = 2
_PATIENCE = 300.0


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path, port: int) -> dict[str, str]:
    """The variables of the measured instance: the settings of `make run`, whatever is set outside."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join([str(PROJECT / "src"), str(PROJECT)]),  # the code that stands beside the bench
        "ICT4SOCIETY_DATA": str(data),
        "ICT4SOCIETY_DEMO": "true",
        "PORT": str(port),
        "WEB_WORKERS": str(WORKERS),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


class Server:
    """A server process in a group of its own, ended with the block."""

    def __init__(self, command: list[str], env: dict[str, str], log: Path, ready: Callable[[], bool]) -> None:
        self._log, self._ready = log, ready
        with log.open("w") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *command], env=env, cwd=PROJECT, stdout=output, stderr=subprocess.STDOUT
            )

    @property
    def pid(self) -> int:
        """Of the process from which all others descend."""
        return self._process.pid

    def __enter__(self) -> Self:
        end = time.monotonic() + _PATIENCE
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > end:
                self.__exit__()
                said = "\n".join(self._log.read_text().splitlines()[-12:])
                raise BenchFailed(f"the server does not start; it said last:\n{said}")
            time.sleep(0.1)
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(30)


def instance(data: Path, port: int) -> Server:
    """The whole instance, as `make run` starts it."""
    log = data / "bench.log"
    return Server(
        ["ict4society", "serve"], environment(data, port), log, lambda: "ICT4Society is at" in log.read_text()
    )


def bare(data: Path, port: int) -> Server:
    """The same web server, with the same options, before constant bytes."""
    module = "ict4society.foundation.server.web"
    options = ["--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS)]
    command = [module, *options, "benchmarks.bare:application"]
    return Server(command, environment(data, port), data / "bare.log", lambda: _listens(port))


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
