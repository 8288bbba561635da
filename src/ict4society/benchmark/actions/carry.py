"""Keep a group's published figures while too few of its contributors changed: snapshots cannot be subtracted.

A *version* of a group is a set of contributors with their values whose figures were published. New figures are
compared with every version there has been, not only with the newest: three may leave, and two of them come back with
a fourth, so that what is two steps old differs by one who left and one who came.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection

from ict4society.benchmark.actions.measure import WORDS, Records
from ict4society.benchmark.actions.observe import Members
from ict4society.benchmark.arrays import CODES, VALUE, code_of, fetch_rows, widened
from ict4society.benchmark.models import Cell, Member, Snapshot
from ict4society.benchmark.parameters import Parameters
from ict4society.benchmark.states import Level

BLOCK = 1000
"""Organisations that are compared at once."""
YEARS = 10_000
COUNTED = ("n", "digest", "peers", "not_applicable", "estimated", "assurance", "total_withheld")
QUANTILES = ("p10", "p25", "p50", "p75", "p90")
INTERVALS = ("p25_interval", "p50_interval", "p75_interval")
VERSIONS = """
SELECT indicator_id::int8 AS indicator_id, year, region, sector, size, max(snapshot_id)::int8 AS since
FROM benchmark_cell WHERE withheld = '' AND figures_of_id = snapshot_id AND snapshot_id <> %s
GROUP BY indicator_id, year, region, sector, size, digest, CASE WHEN digest = 0 THEN snapshot_id END
"""
"""A set of contributors that was found again is one version; before digests were kept, each snapshot is one."""


@dataclass(frozen=True)
class Values:
    """Who had which value: key of the indicator and year, and code of the narrowest group. By organisation and key."""

    organisation: Any
    key: Any
    value: Any
    code: Any


def keys_of(indicators: Any, years: Any) -> Any:
    """One number for an indicator and year."""
    return np.asarray(indicators, np.int64) * YEARS + years


@dataclass(frozen=True)
class Versions:
    """What was published: of which indicator and year, of which group, first computed so in which snapshot."""

    key: Any
    code: Any
    since: Any

    @property
    def cell(self) -> Any:
        return self.key * CODES + self.code

    def only(self, wanted: Any) -> Versions:
        return Versions(self.key[wanted], self.code[wanted], self.since[wanted])


def carry_over(
    snapshot: Snapshot, cells: Any, members: Members, records: Sequence[Records], parameters: Parameters
) -> None:
    """Put a group's last published figures in place of new ones that differ from any version by a few contributors.

    A few are fewer than ``renewal``. A contributor differs when it joined, left, or has another value. Who only moved
    from one size class to another changed both of these, but nothing of the wider groups that hold it before and
    after: counted there, it would help a single newcomer over the threshold.
    """
    here = keys_of(cells["indicator"], cells["year"]) * CODES + cells["code"]
    versions = _versions(snapshot)
    versions = versions.only(np.isin(versions.cell, here[cells["withheld"] == 0]))
    order = np.lexsort((versions.since, versions.cell))
    versions = versions.only(order)
    last = np.append(versions.cell[1:] != versions.cell[:-1], True)[: len(order)]
    newest, older = versions.only(last), versions.only(~last)
    changed = _numbers(newest, members, records)
    kept = newest.cell[(changed > 0) & (changed < parameters.renewal)]
    older = older.only(np.isin(older.cell, newest.cell[changed >= parameters.renewal]))
    changed = _numbers(older, members, records)
    kept = np.union1d(kept, older.cell[(changed > 0) & (changed < parameters.renewal)])
    newest = newest.only(np.isin(newest.cell, kept))
    places = np.argsort(here)
    for since in np.unique(newest.since):
        wanted = newest.cell[newest.since == since]
        _restore(cells, places[np.searchsorted(here, wanted, sorter=places)], int(since))


def _versions(snapshot: Snapshot) -> Versions:
    columns = {"indicator_id": "i8", "year": "i2", "region": "i2", "sector": "i2", "size": "i2", "since": "i8"}
    found = fetch_rows(VERSIONS, [snapshot.pk], columns)
    codes = code_of(found["region"].astype(np.int64), found["sector"], found["size"])
    return Versions(keys_of(found["indicator_id"], found["year"]), codes, found["since"])


def _numbers(versions: Versions, members: Members, records: Sequence[Records]) -> Any:
    """By how many contributors each of these versions differs from what is now."""
    numbers = np.zeros(len(versions.since), np.int64)
    for since in np.unique(versions.since):
        of_then = versions.since == since
        keys = np.unique(versions.key[of_then])
        changed = _changes(int(since), keys, members, records)
        numbers[of_then] = changed[np.searchsorted(keys, versions.key[of_then]), versions.code[of_then]]
    return numbers


def _changes(since: int, keys: Any, members: Members, records: Sequence[Records]) -> Any:
    """For each of these keys and every group: how many of its contributors differ from those of snapshot ``since``."""
    changed = np.zeros((len(keys), CODES), np.int64)
    for then, now in _blocks(since, members, records):
        then, now = _only(then, keys), _only(now, keys)
        before, after = (each.organisation * len(keys) + each.key for each in (then, now))
        _same, old, new = np.intersect1d(before, after, assume_unique=True, return_indices=True)
        gone, come = np.ones(len(before), bool), np.ones(len(after), bool)
        gone[old], come[new] = False, False
        differs = then.value[old] != now.value[new]
        for level in Level:
            left, joined = widened(then.code, level), widened(now.code, level)
            moved = left[old] != joined[new]
            np.add.at(changed, (then.key[gone], left[gone]), 1)
            np.add.at(changed, (now.key[come], joined[come]), 1)
            np.add.at(changed, (then.key[old][moved | differs], left[old][moved | differs]), 1)
            np.add.at(changed, (now.key[new][moved], joined[new][moved]), 1)
    return changed


def _only(values: Values, keys: Any) -> Values:
    """Those of the wanted keys, which become places among them."""
    at = np.searchsorted(keys, values.key).clip(max=len(keys) - 1)
    kept = keys[at] == values.key
    return Values(values.organisation[kept], at[kept], values.value[kept], values.code[kept])


def _blocks(since: int, members: Members, records: Sequence[Records]) -> Iterator[tuple[Values, Values]]:
    """What was and what is, some organisations at a time."""
    earlier = Member.objects.filter(snapshot_id=since)
    everybody = np.union1d(members.organisations, np.array(list(earlier.values_list("organisation_id", flat=True))))
    for start in range(0, len(everybody), BLOCK):
        low, high = everybody[start], everybody[min(start + BLOCK, len(everybody)) - 1]
        yield _then(since, int(low), int(high)), _now(int(low), int(high), members, records)


def _then(since: int, low: int, high: int) -> Values:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organisation_id, region, sector, size, values FROM benchmark_member"
            " WHERE snapshot_id = %s AND organisation_id BETWEEN %s AND %s ORDER BY organisation_id",
            [since, low, high],
        )
        rows = cursor.fetchall()
    parts = [np.frombuffer(row[4], VALUE) for row in rows]
    values = np.concatenate([np.zeros(0, VALUE), *parts])
    lengths = [len(part) for part in parts]
    return Values(
        organisation=np.repeat(np.array([row[0] for row in rows], np.int64), lengths),
        key=keys_of(values["indicator"], values["year"]),
        value=values["value"],
        code=np.repeat(np.array([code_of(*row[1:4]) for row in rows], np.int64), lengths),
    )


def _now(low: int, high: int, members: Members, records: Sequence[Records]) -> Values:
    first, last = np.searchsorted(members.organisations, [low, high + 1])
    member, values = [np.zeros(0, np.int32)], [np.zeros(0, VALUE)]
    for each in records:
        begin, end = np.searchsorted(each.member, [first, last])
        member.append(each.member[begin:end])
        values.append(each.values[begin:end])
    who, what = np.concatenate(member), np.concatenate(values)
    return Values(
        organisation=members.organisations[who],
        key=keys_of(what["indicator"], what["year"]),
        value=what["value"],
        code=members.codes[who].astype(np.int64),
    )


def _restore(cells: Any, places: Any, since: int) -> None:
    """The figures of snapshot ``since`` in these cells."""
    if not len(places):
        return
    wanted = {
        (int(c["indicator"]), int(c["year"]), int(c["code"])): at for at, c in zip(places, cells[places], strict=True)
    }
    indicators = sorted({indicator for indicator, _year, _code in wanted})
    rows = Cell.objects.filter(snapshot_id=since, indicator_id__in=indicators, withheld="")
    names = ("indicator_id", "year", "region", "sector", "size", *COUNTED, "total", *QUANTILES, *INTERVALS)
    for row in rows.values(*names).iterator():
        at = wanted.get((row["indicator_id"], row["year"], code_of(row["region"], row["sector"], row["size"])))
        if at is None:
            continue
        for name in COUNTED[:-1]:
            cells[name][at] = row[name]
        cells["figures_of"][at] = since
        cells["total_withheld"][at] = WORDS.index(row["total_withheld"])
        cells["total"][at] = _or_nan(row["total"])
        cells["quantiles"][at] = [_or_nan(row[name]) for name in QUANTILES]
        for column, name in enumerate(INTERVALS):
            low_high = row[name] or (np.nan, np.nan, np.nan)
            cells["low"][at, column], cells["high"][at, column], cells["coverage"][at, column] = low_high


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value
