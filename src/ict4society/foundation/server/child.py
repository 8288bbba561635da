"""A process that the supervisor keeps running."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from typing import Protocol

_DELAYS = (0.2, 1.0, 2.0, 5.0, 10.0, 30.0)  # seconds before the first, second, … restart in a row
_STEADY = 60.0  # seconds after which a child counts as well, and its next death as its first


class Process(Protocol):
    """What is asked of a running process, in the words of ``subprocess.Popen``."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def terminate(self) -> None: ...


class Child:
    """A child process: started again when it dies, after a delay that grows while it keeps dying."""

    def __init__(
        self, name: str, begin: Callable[[], Process], *, tell: Callable[[str], None], patience: float = 10.0
    ) -> None:
        self.name = name
        self.deaths = 0  # in a row
        self._begin = begin
        self._tell = tell
        self._patience = patience
        self._process: Process | None = None
        self._group = 0
        self._started = 0.0
        self._due = 0.0

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start it."""
        self._process = self._begin()
        self._group = self._process.pid
        self._started = time.monotonic()

    def watch(self) -> None:
        """Notice its death, and start it again when that is due."""
        now = time.monotonic()
        if self._process is not None:
            code = self._process.poll()
            if code is None:
                if now - self._started > _STEADY:
                    self.deaths = 0
                return
            self._process = None
            self._kill_group()
            delay = _DELAYS[min(self.deaths, len(_DELAYS) - 1)]
            self.deaths += 1
            self._due = now + delay
            self._tell(f"The {self.name} {_cause(code)}; it starts again in {delay:g} s.")
        elif now >= self._due:
            self.start()

    def wait(self, seconds: float) -> int | None:
        """Its exit code, if it ends within so many seconds."""
        if self._process is None:
            return 0
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def request_stop(self) -> None:
        """Ask it to finish what it does and end."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def stop(self) -> None:
        """Ask it to end; kill what is left of it after its patience."""
        self.request_stop()
        if self._process is not None and self.wait(self._patience) is None:
            self._kill_group()
            self._process.wait()
        self._kill_group()
        self._process = None

    def _kill_group(self) -> None:
        """End what it started and left behind."""
        if self._group:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._group, signal.SIGKILL)
            self._group = 0


def _cause(code: int) -> str:
    if code < 0:
        try:
            return f"was ended by {signal.Signals(-code).name}"
        except ValueError:
            return f"was ended by signal {-code}"
    return f"ended with exit code {code}"
