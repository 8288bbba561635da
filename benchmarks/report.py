"""What was measured, as a table and as a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """One kind of request: times in milliseconds, ``bytes`` of the answer's body, ``ratio`` to the bare server's rate.

    ``cpu_ms`` is the time of all processes of the instance per request, the database's and the jobs' included;
    ``others`` the share of the machine's processors that others took meanwhile.
    """

    name: str
    rps: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    bytes: int
    cpu_ms: float
    ratio: float
    others: float = 0.0
    promised: str = ""
    kept: bool | None = None
    """Whether the promise is kept; None where none was made."""
    facts: dict[str, float] = field(default_factory=dict)


HEAD = (
    f"{'kind':<20}{'requests/s':>11}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'bytes':>9}{'CPU ms':>9}{'bare/s':>9}"
    f"{'ratio':>8}{'others':>8}"
)


def row(measured: Measured) -> str:
    """One line of the table, and one below it for what was promised or counted besides."""
    bare = measured.rps / measured.ratio
    line = (
        f"{measured.name:<20}{measured.rps:>11,.0f}{measured.p50_ms:>9.2f}{measured.p95_ms:>9.2f}{measured.p99_ms:>9.2f}"
        f"{measured.bytes:>9,}{measured.cpu_ms:>9.2f}{bare:>9,.0f}{measured.ratio:>8.3f}{measured.others:>8.0%}"
    )
    notes = [f"{name} {value:,.10g}" for name, value in measured.facts.items()]
    if measured.kept is not None:
        notes.insert(0, f"promised {measured.promised}: {'kept' if measured.kept else 'NOT KEPT'}")
    return line + (f"\n{'':<20} {'; '.join(notes)}" if notes else "")


def write(path: Path, found: Iterable[Measured]) -> None:
    """All of them as a JSON list."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([_rounded(each) for each in found], indent=2) + "\n")


def _rounded(measured: Measured) -> dict[str, object]:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(measured).items()}
