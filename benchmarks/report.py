"""What was measured, as a table and as a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """One kind of request: times in milliseconds, ``bytes`` of the answer's body, ``ratio`` to the bare server's rate.

    ``cpu_ms`` is the time of all processes of the instance per request, the database's and the jobs' included.
    """

    name: str
    rps: float
    p50_ms: float
    p99_ms: float
    bytes: int
    cpu_ms: float
    ratio: float


HEAD = f"{'kind':<16}{'requests/s':>11}{'p50 ms':>9}{'p99 ms':>9}{'bytes':>9}{'CPU ms':>9}{'bare/s':>9}{'ratio':>8}"


def row(measured: Measured) -> str:
    """One line of the table."""
    bare = measured.rps / measured.ratio
    return (
        f"{measured.name:<16}{measured.rps:>11,.0f}{measured.p50_ms:>9.2f}{measured.p99_ms:>9.2f}{measured.bytes:>9,}"
        f"{measured.cpu_ms:>9.2f}{bare:>9,.0f}{measured.ratio:>8.3f}"
    )


def write(path: Path, found: Iterable[Measured]) -> None:
    """All of them as a JSON list."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([_rounded(each) for each in found], indent=2) + "\n")


def _rounded(measured: Measured) -> dict[str, object]:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(measured).items()}
