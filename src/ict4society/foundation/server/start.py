"""Two ways to start a process: a command, or a function in a fork of this process.

Each gets a session of its own (the terminal's Ctrl-C is for the supervisor), hears all signals, and ends with us.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
from collections.abc import Callable, Sequence

from setproctitle import setproctitle

from .process import TITLE, die_with


def command(line: Sequence[str]) -> subprocess.Popen[bytes]:
    """Run a command."""
    parent = os.getpid()
    return subprocess.Popen(
        list(line),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: _settle(parent),  # we have one thread
    )


class Fork:
    """A function in a process that shares the memory of all that we have imported; asked as ``subprocess.Popen`` is."""

    def __init__(self, title: str, function: Callable[[], None]) -> None:
        self._process = multiprocessing.get_context("fork").Process(
            target=_begin, args=(title, function, os.getpid()), name=title
        )
        self._process.start()

    @property
    def pid(self) -> int:
        """Process id, also after it has ended."""
        return self._process.pid or 0

    def poll(self) -> int | None:
        """Its exit code, or the negative number of the signal that ended it; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code. Raises ``subprocess.TimeoutExpired`` when it runs longer than so many seconds."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(self._process.name, timeout or 0)
        return self._process.exitcode

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()


def _begin(title: str, function: Callable[[], None], parent: int) -> None:
    os.setsid()
    setproctitle(TITLE.format(title))
    _settle(parent)
    function()


def _settle(parent: int) -> None:
    signal.pthread_sigmask(signal.SIG_SETMASK, ())  # the supervisor's blocked signals are inherited
    die_with(parent)
