"""The server process of a cluster, and what is left of it after a crash."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

_PROC = Path("/proc")


def postmaster_pid(cluster: Path) -> int | None:
    """Process id that the cluster's `postmaster.pid` names, whether or not that process still exists."""
    try:
        return int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def is_alive(pid: int) -> bool:
    """Whether the process exists and is not a zombie (which answers signals, but is dead)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return not _PROC.joinpath("self").exists()  # without /proc the signal has to do as evidence


def processes_of(cluster: Path) -> list[int]:
    """Living processes of PostgreSQL that work in this cluster (its processes have it as their working folder)."""
    found = []
    target = os.path.realpath(cluster)
    for entry in _PROC.glob("[0-9]*") if _PROC.joinpath("self").exists() else ():
        try:
            if os.readlink(entry / "cwd") == target and (entry / "comm").read_text().startswith("postgres"):
                found.append(int(entry.name))
        except OSError:
            continue
    return [pid for pid in found if is_alive(pid)]


def clear_stale_locks(cluster: Path, sockets: Path, *, patience: float = 3.0) -> bool:
    """Remove the lock files (of cluster and socket) of a server that is dead, and say whether the way is free.

    PostgreSQL itself refuses to start when the process id in a file exists: as a zombie that nobody reaps, or, after
    the restart of a container, as another program. Its orphaned backends must be gone first, as they share its
    memory: they end by themselves when they notice; those that do not within `patience` seconds are killed.
    """
    pid = postmaster_pid(cluster)
    if not _PROC.joinpath("self").exists():
        return True
    end = time.monotonic() + patience
    while survivors := processes_of(cluster):
        if pid in survivors:
            return False  # it lives: not stale
        if time.monotonic() > end:
            for survivor in survivors:
                _kill(survivor)
        if time.monotonic() > end + 5:
            return False
        time.sleep(0.05)
    for lock in (cluster / "postmaster.pid", *sockets.glob(".s.PGSQL.*")):
        lock.unlink(missing_ok=True)
    return True


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        return
