"""Measures the kinds of requests one after the other: `python -m benchmarks --seconds 6 --kinds thread,reply`."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks import report
from benchmarks.kind import BenchFailed, Kind, Request
from benchmarks.kinds import KINDS
from benchmarks.load import Load, load, require_wrk
from benchmarks.processes import Spent, memory_mb
from benchmarks.report import Measured
from benchmarks.server import PROJECT, Server, bare, free_port, instance
from benchmarks.site import Site

_SETTLE = 8.0
"""Seconds of rest before memory is measured."""


class Bench:
    """A running instance, and the bare server beside it."""

    def __init__(self, folder: Path, seconds: int, patience: float) -> None:
        self._folder, self._seconds, self._patience = folder, seconds, patience
        self._port, self._bare_port = free_port(), 0

    def run(self, kinds: list[Kind]) -> list[Measured]:
        """Measure them, and print each as it is done.

        Raises:
            BenchFailed: something cannot be measured, or an answer is wrong.
        """
        with ExitStack() as stack:
            say("Starting the instance; loading the demonstration community takes a minute.")
            served = stack.enter_context(instance(self._folder, self._port))
            self._bare_port = free_port()
            stack.enter_context(bare(self._folder, self._bare_port))
            site = Site(self._folder, self._port)
            site.wait_for_jobs(self._patience)
            time.sleep(_SETTLE)
            say(f"Idle memory of all processes after the start: {memory_mb(served.pid):.0f} MB.\n")
            say(report.HEAD)
            found = []
            for kind in kinds:
                found.append(self._measure(kind, site, served))
            time.sleep(_SETTLE)
            say(f"\nIdle memory of all processes after the load: {memory_mb(served.pid):.0f} MB.")
            return found

    def _measure(self, kind: Kind, site: Site, served: Server) -> Measured:
        requests = kind.prepare(site)
        if not requests:
            raise BenchFailed(f"{kind.name}: the demonstration community has nothing to ask for.")
        size = self._warm_up(kind, site, requests)
        site.wait_for_jobs(self._patience)
        plain = [self._bare_rate(size)]
        before = site.value(kind.counted) if kind.counted else 0
        spent = Spent(served.pid)
        seen = self._send(kind, site, requests)
        took = spent.so_far()
        counted = site.value(kind.counted) - before if kind.counted else seen.answers
        if counted != seen.answers:
            raise BenchFailed(f"{kind.name}: {seen.answers} were answered, but the database counts {counted}.")
        left, waited = site.wait_for_jobs(self._patience) if kind.counted else (0, 0.0)
        cpu = spent.so_far().own
        plain.append(self._bare_rate(size))
        columns = {"p50_ms": seen.p50, "p95_ms": seen.p95, "p99_ms": seen.p99}
        promise = kind.promise
        measured = Measured(
            name=kind.name,
            rps=seen.rate,
            **columns,
            bytes=seen.size or size,
            cpu_ms=1000 * cpu / seen.answers,
            ratio=seen.rate / (sum(plain) / len(plain)),
            others=took.others,
            promised=f"{promise.column} <= {promise.most:,.10g}" if promise else "",
            kept=promise.kept(columns[promise.column]) if promise else None,
            facts=seen.facts,
        )
        say(report.row(measured))
        if kind.counted:
            rest = f"{left:,} jobs were left after" if left else "its jobs were done after another"
            say(f"{'':<20} {counted:,} answers, {counted:,} in the database; {rest} {waited:.0f} s")
        return measured

    def _warm_up(self, kind: Kind, site: Site, requests: list[Request]) -> int:
        """Both workers; the mean length of an answer. What drives itself is asked for the first page that it reads."""
        if kind.drive is not None:
            reading = [each for each in requests if each.method == "GET"][:1]
            return max([site.probe(each) for each in reading], default=1000)
        writes = bool(kind.counted)
        sizes = [site.probe(each) for each in (requests[:1] if writes else requests)]
        load(self._port, requests, 1, self._folder, to_the_last=writes)
        return round(sum(sizes) / len(sizes))

    def _send(self, kind: Kind, site: Site, requests: list[Request]) -> Load:
        if kind.drive is not None:
            return kind.drive(site, requests)
        return load(self._port, requests, self._seconds, self._folder, to_the_last=bool(kind.counted))

    def _bare_rate(self, size: int) -> float:
        """Before and after: what else the machine does changes while we measure."""
        return load(self._bare_port, [Request(f"/{size}")], max(1, self._seconds // 2), self._folder).rate


def say(line: str) -> None:
    """At once, also into a pipe."""
    print(line, flush=True)


def chosen(names: str) -> list[Kind]:
    """The kinds with these names, separated by commas, in our order; all for no name.

    Raises:
        BenchFailed: there is no kind of such a name.
    """
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    known = {kind.name for kind in KINDS}
    if unknown := sorted(wanted - known):
        raise BenchFailed(
            f"KINDS: there is no {', '.join(unknown)}; there are {', '.join(kind.name for kind in KINDS)}."
        )
    return [kind for kind in KINDS if not wanted or kind.name in wanted]


def main() -> int:
    """Run the bench; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--seconds", type=int, default=6, help="of load on each kind (6)")
    parser.add_argument("--kinds", default="", help="names, separated by commas (all)")
    parser.add_argument("--data", type=Path, help="a data folder to keep for the next run (a temporary one)")
    parser.add_argument("--patience", type=float, default=180, help="seconds to wait for the jobs of what was written")
    parser.add_argument("--out", type=Path, default=PROJECT / "var" / "bench.json", help="(var/bench.json)")
    options = parser.parse_args()
    folder = options.data.absolute() if options.data else Path(tempfile.mkdtemp(prefix="ict4society-bench-"))
    try:
        if options.seconds < 1:
            raise BenchFailed("SECONDS: at least 1.")
        kinds = chosen(options.kinds)
        require_wrk()
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # the account of PostgreSQL must get through
        found = Bench(folder, options.seconds, options.patience).run(kinds)
    except BenchFailed as failed:
        print(f"bench: {failed}", file=sys.stderr)
        return 1
    finally:
        if not options.data:
            shutil.rmtree(folder, ignore_errors=True)
    report.write(options.out, found)
    say(f"Written to {options.out}.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
