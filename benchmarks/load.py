"""The load generator: wrk, with 16 connections."""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.kind import BenchFailed, Request

CONNECTIONS = 16
_SCRIPT = Path(__file__).with_name("load.lua")
_GRACE = 3
"""Seconds in which answers to the last requests may come, where each of them is counted."""


@dataclass(frozen=True)
class Load:
    """What the load generator saw. Times in milliseconds; ``rate`` in answers per second."""

    answers: int
    rate: float
    p50: float
    p95: float
    p99: float
    refused: int = 0
    lost: int = 0
    size: int = 0
    """Mean length of an answer's body in bytes, where it was not known before."""
    facts: dict[str, float] = field(default_factory=dict)
    """What a kind with a load of its own counts besides."""


def require_wrk() -> None:
    """Make sure that there is a load generator.

    Raises:
        BenchFailed: wrk is not installed.
    """
    if shutil.which("wrk") is None:
        raise BenchFailed("the load generator wrk is not installed (Debian, Ubuntu: apt install wrk).")


def load(port: int, requests: list[Request], seconds: float, folder: Path, *, to_the_last: bool = False) -> Load:
    """Send the requests in turn for so many seconds, over 16 connections kept alive.

    ``to_the_last`` waits for the answers to all requests that were sent, so that they can be counted.

    Raises:
        BenchFailed: wrk cannot run, a request had no answer, or an answer was neither 2xx nor 3xx.
    """
    script = folder / "requests.lua"
    script.write_text(_as_lua(requests))
    duration = round(seconds) + (_GRACE if to_the_last else 0)
    stop = round(seconds) if to_the_last else 0
    command = ["wrk", "--threads", "2", "--connections", str(CONNECTIONS), "--duration", f"{duration}s"]
    command += ["--timeout", "10s", "--script", str(_SCRIPT), f"http://127.0.0.1:{port}"]
    command += ["--", str(script), str(stop), secrets.token_hex(12)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BenchFailed(f"wrk failed: {done.stderr.strip() or done.stdout.strip()}")
    found = parse(done.stdout, stop)
    if found.refused or found.lost:
        raise BenchFailed(
            f"{found.refused} of {found.answers} answers were neither 2xx nor 3xx, and {found.lost} requests had none "
            f"({requests[0].method} {requests[0].path}, …)."
        )
    return found


def parse(output: str, stop: float = 0) -> Load:
    """What `load.lua` printed last; ``stop`` is when it sent its last requests, if it did not go on to the end.

    Raises:
        BenchFailed: there is no such line, or nothing was answered.
    """
    line = next((each for each in reversed(output.splitlines()) if each.startswith("BENCH ")), "")
    if not line:
        raise BenchFailed(f"wrk printed no result: {output.strip() or 'nothing'}")
    counts = json.loads(line.removeprefix("BENCH "))
    if not counts["answers"]:
        raise BenchFailed("not one request was answered.")
    # The last requests are answered a mean latency after they were sent.
    seconds = stop + counts["mean"] / 1e6 if stop else counts["microseconds"] / 1e6
    return Load(
        answers=counts["answers"],
        rate=counts["answers"] / seconds,
        p50=counts["p50"] / 1e3,
        p95=counts["p95"] / 1e3,
        p99=counts["p99"] / 1e3,
        refused=counts["refused"],
        lost=counts["lost"],
    )


def _as_lua(requests: list[Request]) -> str:
    rows = []
    for each in requests:
        headers = ", ".join(f"[{_text(name)}] = {_text(value)}" for name, value in each.headers.items())
        rows.append(
            f"{{method = {_text(each.method)}, path = {_text(each.path)}, headers = {{{headers}}}, "
            f"body = {_text(each.body)}}}"
        )
    return "return {\n" + ",\n".join(rows) + "\n}\n"


def _text(value: str) -> str:
    """A Lua string; what is not plain is written as a decimal byte."""
    plain = (chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:03d}" for byte in value.encode())
    return '"' + "".join(plain) + '"'
