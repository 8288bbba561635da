"""Write a snapshot's rows by COPY in PostgreSQL's binary format: built by numpy, not value by value."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connection

from ict4society.benchmark.actions.carry import INTERVALS, QUANTILES
from ict4society.benchmark.actions.measure import WORDS, Records
from ict4society.benchmark.actions.observe import Members
from ict4society.benchmark.arrays import parts_of
from ict4society.benchmark.models import Snapshot

HEADER, END = b"PGCOPY\n\xff\r\n\x00" + bytes(8), b"\xff\xff"
INT4, FLOAT8 = 23, 701
"""Object identifiers of PostgreSQL's types."""
BLOCK = 500


def copy_in(table: str, columns: Sequence[str], parts: Iterator[bytes]) -> None:
    """Send rows in binary form."""
    with connection.cursor() as cursor:
        named = ", ".join(f'"{name}"' for name in columns)
        with cursor.copy(f"COPY {table} ({named}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(HEADER)
            for part in parts:
                copy.write(part)
            copy.write(END)
        cursor.execute(f"ANALYZE {table}")


def store_members(snapshot: Snapshot, members: Members, records: Sequence[Records]) -> None:
    """One row for each organisation with all that it reported."""
    columns = ("snapshot_id", "organisation_id", "region", "sector", "size", "values", "places")
    copy_in("benchmark_member", columns, _member_rows(snapshot, members, records))


def _member_rows(snapshot: Snapshot, members: Members, records: Sequence[Records]) -> Iterator[bytes]:
    groups = list(zip(*(each.tolist() for each in parts_of(members.codes)), strict=True))
    for start in range(0, len(members), BLOCK):
        stop = min(start + BLOCK, len(members))
        cuts = [np.searchsorted(each.member, [start, stop]) for each in records]
        inside = [(each, slice(*cut)) for each, cut in zip(records, cuts, strict=True) if cut[0] < cut[1]]
        who = np.concatenate([np.zeros(0, np.int32), *(each.member[cut] for each, cut in inside)])
        order = np.argsort(who, kind="stable")
        bounds = np.searchsorted(who[order], np.arange(start, stop + 1))
        values = np.concatenate([each.values[cut] for each, cut in inside])[order] if inside else None
        places = np.concatenate([each.places[cut] for each, cut in inside])[order] if inside else None
        for number in range(start, stop):
            low, high = bounds[number - start], bounds[number - start + 1]
            kept = values[low:high].tobytes() if values is not None else b""
            stood = places[low:high].tobytes() if places is not None else b""
            fixed = (7, 8, snapshot.pk, 8, int(members.organisations[number]))
            region, sector, size = groups[number]
            yield b"".join(
                (
                    struct.pack(">hiqiqihihih", *fixed, 2, region, 2, sector, 2, size),
                    struct.pack(">i", len(kept)), kept, struct.pack(">i", len(stood)), stood,
                )
            )  # fmt: skip


def store_cells(snapshot: Snapshot, cells: Any) -> None:
    """All cells, those of a group together, so that its page reads neighbours."""
    cells = cells[np.lexsort((cells["year"], cells["indicator"], cells["code"]))]
    columns = _columns(snapshot, cells)
    copy_in("benchmark_cell", list(columns), _cell_rows(columns, len(cells)))


def _columns(snapshot: Snapshot, cells: Any) -> dict[str, tuple[Any, Any]]:
    """For each column the encoded field of every row, and where there is none (null)."""
    region, sector, size = parts_of(cells["code"])
    never = np.zeros(len(cells), bool)
    found = {
        "snapshot_id": (_plain(np.full(len(cells), snapshot.pk), ">i8"), never),
        "figures_of_id": (_plain(cells["figures_of"], ">i8"), never),
        "indicator_id": (_plain(cells["indicator"], ">i8"), never),
    }
    for name, values in (("year", cells["year"]), ("region", region), ("sector", sector), ("size", size)):
        found[name] = _plain(values, ">i2"), never
    found["digest"] = _plain(cells["digest"], ">i8"), never
    for name in ("n", "peers", "not_applicable", "estimated"):
        found[name] = _plain(cells[name], ">i4"), never
    found["assurance"] = _array(cells["assurance"], ">i4", INT4), never
    for number, name in enumerate(QUANTILES):
        found[name] = _plain(cells["quantiles"][:, number], ">f8"), np.isnan(cells["quantiles"][:, number])
    for number, name in enumerate(INTERVALS):
        bounds = np.stack([cells[part][:, number] for part in ("low", "high", "coverage")], axis=1)
        found[name] = _array(bounds, ">f8", FLOAT8), np.isnan(bounds[:, 0])
    found["total"] = _plain(cells["total"], ">f8"), np.isnan(cells["total"])
    for name in ("withheld", "total_withheld"):
        found[name] = cells[name], never
    return found


def _cell_rows(columns: dict[str, tuple[Any, Any]], number: int) -> Iterator[bytes]:
    """Rows in which the same fields are null have the same length: these are built together."""
    nullable = [nulls for _field, nulls in columns.values() if nulls.any()]
    shape = np.zeros(number, np.int64)
    for nulls in nullable:
        shape = shape * 2 + nulls
    texts: tuple[str, ...] = ("withheld", "total_withheld")
    for name in texts:
        shape = shape * len(WORDS) + columns[name][0]
    rows: Any = np.empty(number, object)
    for each in np.unique(shape):
        places = np.flatnonzero(shape == each)
        parts = [np.full((len(places), 1), len(columns), ">i2").view(np.uint8).reshape(len(places), 2)]
        for name, (field, nulls) in columns.items():
            if nulls[places[0]]:
                parts.append(np.full((len(places), 4), 255, np.uint8))
            elif name in texts:
                word = str(WORDS[field[places[0]]]).encode()
                raw = np.frombuffer(struct.pack(">i", len(word)) + word, np.uint8)
                parts.append(np.broadcast_to(raw, (len(places), len(raw))))
            else:
                parts.append(field[places])
        whole = np.concatenate(parts, axis=1)
        raw_bytes, width = whole.tobytes(), whole.shape[1]
        rows[places] = [raw_bytes[at : at + width] for at in range(0, len(raw_bytes), width)]
    for start in range(0, number, BLOCK):
        yield b"".join(rows[start : start + BLOCK])


def _plain(values: Any, kind: str) -> Any:
    """Length and value, as bytes: one row for each."""
    found = np.zeros(len(values), np.dtype([("length", ">i4"), ("value", kind)]))
    found["length"], found["value"] = np.dtype(kind).itemsize, values
    return found.view(np.uint8).reshape(len(values), found.dtype.itemsize)


def _array(values: Any, kind: str, identifier: int) -> Any:
    """An array without nulls: dimensions, flags, type, length, first place; then each with its length."""
    number, width = values.shape
    item = np.dtype([("length", ">i4"), ("value", kind)])
    found = np.zeros(number, np.dtype([("length", ">i4"), ("head", ">i4", 5), ("items", item, width)]))
    found["length"] = 20 + width * item.itemsize
    found["head"] = (1, 0, identifier, width, 1)
    found["items"]["length"], found["items"]["value"] = np.dtype(kind).itemsize, values
    return found.view(np.uint8).reshape(number, found.dtype.itemsize)
