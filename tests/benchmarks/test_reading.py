"""What the bench reads: wrk's output, Linux's counts, and the names of its kinds. Nothing is timed here."""

from __future__ import annotations

import json

import pytest

from benchmarks import report
from benchmarks.__main__ import chosen
from benchmarks.crowd import Answer, quantile, seen
from benchmarks.kind import BenchFailed, Promise, Request
from benchmarks.kinds import KINDS
from benchmarks.load import _as_lua, parse
from benchmarks.processes import busy_ticks, parent_of, pss_kib, ticks_of
from benchmarks.report import Measured

COUNTS = '"answers": 3000, "refused": 2, "lost": 1, "microseconds": 6000000, "mean": 20000'
WRK = f"""\
Running 6s test @ http://127.0.0.1:8000
  2 threads and 16 connections
Requests/sec:    487.20

BENCH {{{COUNTS}, "p50": 19000, "p95": 41000, "p99": 52500}}
"""
STAT = "812 (a (odd) name) S 800 812 812 0 -1 4194560 9 8 7 6 150 40 7 3 20 0 1 0 99 12345 678 18446744073709551615"
ROLLUP = "55d0-7ffe ---p 00000000 00:00 0 [rollup]\nRss: 9000 kB\nPss:  4321 kB\nPss_Anon: 1 kB\n"


def test_the_result_is_the_last_line():
    found = parse(WRK)
    assert (found.answers, found.rate, found.p50, found.p95, found.p99) == (3000, 500.0, 19.0, 41.0, 52.5)
    assert (found.refused, found.lost) == (2, 1)


def test_a_rate_does_not_count_the_wait_for_the_last_answers():
    assert parse(WRK, stop=2.98).rate == pytest.approx(1000.0)


@pytest.mark.parametrize("output", ["", "unable to connect", WRK.replace("3000", "0")])
def test_no_result_is_a_failure(output):
    with pytest.raises(BenchFailed):
        parse(output)


def test_counts_of_linux():
    assert parent_of(STAT) == 800
    assert ticks_of(STAT) == 150 + 40 + 7 + 3
    assert pss_kib(ROLLUP) == 4321
    assert pss_kib("") == 0
    assert busy_ticks("cpu  10 1 5 900 50 2 3 4 0 0\ncpu0 5 0 2 450 25 1 1 2 0 0\n") == 10 + 1 + 5 + 2 + 3 + 4


def test_what_a_crowd_saw():
    times = [float(number) for number in range(1, 101)]
    assert (quantile(times, 0.5), quantile(times, 0.95), quantile(times, 0.99)) == (50.0, 95.0, 99.0)
    assert quantile([7.0], 0.99) == 7.0
    found = seen([Answer(303, 0.25, 0, {}), Answer(303, 0.75, 40, {})], 2.0, over=0)
    assert (found.answers, found.rate, found.p50, found.p99, found.size) == (2, 1.0, 250.0, 750.0, 20)
    assert found.facts == {"over": 0}


def test_a_promise_is_kept_up_to_its_limit():
    assert Promise("p95_ms", 150).kept(150.0)
    assert not Promise("p95_ms", 150).kept(150.1)


def test_requests_reach_lua_whole():
    written = _as_lua([Request("/a/", "POST", {"Cookie": 'x="1"'}, "text=ä\n{key}")])
    assert '["Cookie"] = "x=\\0341\\034"' in written
    assert 'body = "text=\\195\\164\\010{key}"' in written


def test_kinds_by_name():
    assert [kind.name for kind in chosen(" reply, thread ")] == ["thread", "reply"]
    assert chosen("") == list(KINDS)
    with pytest.raises(BenchFailed, match="there is no votes"):
        chosen("votes")


def test_the_file_has_one_object_for_each_kind(tmp_path):
    path = tmp_path / "var" / "bench.json"
    measured = Measured("thread", 12_000.04567, 1.0, 2.25, 2.5, 41_311, 0.04, 0.3, 0.5)
    promised = Measured("rush", 9.0, 1.0, 2.0, 3.0, 0, 9.0, 0.1, promised="p95_ms <= 1", kept=False, facts={"over": 0})
    report.write(path, [measured, promised])
    first, second = json.loads(path.read_text())
    assert first == {
        "name": "thread",
        "rps": 12000.0457,
        "p50_ms": 1.0,
        "p95_ms": 2.25,
        "p99_ms": 2.5,
        "bytes": 41311,
        "cpu_ms": 0.04,
        "ratio": 0.3,
        "others": 0.5,
        "promised": "",
        "kept": None,
        "facts": {},
    }
    assert (second["kept"], second["facts"]) == (False, {"over": 0})
    assert "40,000" in report.row(measured)
    assert "NOT KEPT; over 0" in report.row(promised)
