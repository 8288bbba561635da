"""Locks between processes; the kernel drops them with the process, so none is ever stale."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from .unavailable import DatabaseUnavailable


class FileLock:
    """An advisory lock (flock) on a file, shared or exclusive, held until `release()` or the end of the process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock, shared or exclusive."""
        return self._descriptor is not None

    def acquire(self, *, shared: bool = False) -> bool:
        """Take the lock if it is free, and say whether it was."""
        descriptor = self._descriptor
        if descriptor is None:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            if self._descriptor is None:
                os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Give the lock back; without effect when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


@contextlib.contextmanager
def exclusive(path: Path, *, patience: float = 90.0) -> Iterator[None]:
    """Hold the lock on `path` alone, waiting up to `patience` seconds for it.

    Raises:
        DatabaseUnavailable: another process holds it for longer.
    """
    lock = FileLock(path)
    end = time.monotonic() + patience
    while not lock.acquire():
        if time.monotonic() > end:
            raise DatabaseUnavailable(
                f"Another process has been starting or stopping the database for too long ({path})."
            )
        time.sleep(0.05)
    try:
        yield
    finally:
        lock.release()
