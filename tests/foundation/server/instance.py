"""A real instance in its own process, as `make run` starts it."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

PROJECT = Path(__file__).resolve().parents[3]
PATIENCE = 90.0


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path, **settings: str) -> dict[str, str]:
    """The variables of an instance: nothing of the tests' own database."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    return {**kept, "ICT4SOCIETY_DATA": str(data), "ICT4SOCIETY_DEMO": "false", **settings}


def command(data: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one `ict4society` command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "ict4society", *words],
        env=environment(data, **settings),
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


class Instance:
    """`ict4society serve` on a data folder."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.port = free_port()
        self.data = data
        self._log = data.parent / f"{data.name}-{self.port}.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ict4society", "serve"],
                env=environment(data, PORT=str(self.port), **settings),
                cwd=PROJECT,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def output(self) -> str:
        """Everything that it has printed."""
        return self._log.read_text()

    def wait_until_ready(self) -> None:
        """Wait for the announcement of the address."""
        eventually(lambda: "ICT4Society is at" in self.output or self.process.poll() is not None)
        assert self.process.poll() is None, self.output

    def status(self, path: str = "/livez") -> int:
        """Status of the answer to one request; 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def processes(self) -> dict[int, str]:
        """Process id → command line of everything that it has started and that lives."""
        return descendants(self.process.pid)

    def find(self, text: str) -> int:
        """The oldest of its processes whose command line contains the text."""
        return min(pid for pid, line in self.processes().items() if text in line)

    def __enter__(self) -> Self:
        self.wait_until_ready()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to stop; returns its exit code."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(by)
        return self.process.wait(PATIENCE)


def descendants(root: int) -> dict[int, str]:
    """Process id → command line of all living processes below one."""
    parents: dict[int, int] = {}
    lines: dict[int, str] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            if state != "Z":
                parents[int(entry.name)] = int(parent)
                lines[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return {pid: lines[pid] for pid in found - {root}}


def alive(pid: int) -> bool:
    """Whether the process exists and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def eventually(condition: Callable[[], bool], patience: float = PATIENCE, what: str = "what was awaited") -> None:
    """Wait until the condition holds.

    Raises:
        AssertionError: it does not within the patience.
    """
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.05)
