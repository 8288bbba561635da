"""What processes use, as Linux counts it in /proc."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


def family(root: int) -> list[int]:
    """The process and everything that descends from it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parents[int(entry.name)] = parent_of((entry / "stat").read_text())
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found)


def cpu_seconds(root: int) -> float:
    """CPU time of the process and all its descendants so far, those that have ended included."""
    total = 0
    for pid in family(root):
        with contextlib.suppress(OSError):
            total += ticks_of(Path(f"/proc/{pid}/stat").read_text())
    return total / _TICK


def busy_seconds() -> float:
    """CPU time that all processors of the machine have spent on anything so far."""
    return busy_ticks(Path("/proc/stat").read_text()) / _TICK


def memory_mb(root: int) -> float:
    """Memory of the process and all its descendants, in MB (10⁶ bytes); what several share is counted once (PSS)."""
    total = 0
    for pid in family(root):
        with contextlib.suppress(OSError):
            total += pss_kib(Path(f"/proc/{pid}/smaps_rollup").read_text())
    return total * 1024 / 1e6


@dataclass(frozen=True)
class Took:
    """CPU time of the instance in seconds, and the share of the machine that neither it nor the bench took."""

    own: float
    others: float


class Spent:
    """Counts from now on."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._from = self._counts()

    def so_far(self) -> Took:
        """Since the beginning."""
        own, ours, busy, moment = (now - then for now, then in zip(self._counts(), self._from, strict=True))
        machine = max(moment, 0.01) * (os.cpu_count() or 1)
        return Took(own, min(1.0, max(0.0, (busy - own - ours) / machine)))

    def _counts(self) -> tuple[float, float, float, float]:
        ours = os.times()
        mine = ours.user + ours.system + ours.children_user + ours.children_system
        return cpu_seconds(self._root), mine, busy_seconds(), time.monotonic()


def parent_of(stat: str) -> int:
    """The parent's process id, from the text of /proc/<pid>/stat."""
    return int(_fields(stat)[1])


def ticks_of(stat: str) -> int:
    """Clock ticks in user and kernel mode, of the process and of its children that were waited for."""
    return sum(map(int, _fields(stat)[11:15]))


def busy_ticks(stat: str) -> int:
    """Clock ticks that were neither idle nor spent waiting, from the text of /proc/stat; stolen ones are busy, too."""
    user, nice, system, _idle, _waiting, irq, softirq, steal = map(int, stat.split("\n", 1)[0].split()[1:9])
    return user + nice + system + irq + softirq + steal


def pss_kib(rollup: str) -> int:
    """KiB in proportion to the sharers, from the text of /proc/<pid>/smaps_rollup."""
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def _fields(stat: str) -> list[str]:
    """What follows the name, which may itself contain spaces and brackets."""
    return stat.rpartition(")")[2].split()
