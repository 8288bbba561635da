"""Many rows of the database as one numpy array, group codes, and what a member's row keeps."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.db import connection

from ict4society.benchmark.groups import REGIONS, SECTORS, SIZES, Group
from ict4society.benchmark.states import Level

SEND = {"i8": "int8send", "i4": "int4send", "i2": "int2send", "f8": "float8send"}
WIDTHS = (len(REGIONS) + 1, len(SECTORS) + 1, len(SIZES) + 1)
_SECTOR, _REGION = WIDTHS[2], WIDTHS[1] * WIDTHS[2]
CODES = WIDTHS[0] * _REGION
"""Group codes lie below this number."""
VALUE = np.dtype([("indicator", "<i4"), ("year", "<i2"), ("value", "<f8")])
"""A member's value, ascending by indicator and year."""


def fetch_rows(sql: str, arguments: Any, columns: dict[str, str]) -> Any:
    """The rows of a query as a structured array: no Python object for each of millions of values.

    ``columns`` are its columns with their types (keys of ``SEND``), none of them null.
    """
    sent = " || ".join(f"{SEND[kind]}({name})" for name, kind in columns.items())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT string_agg({sent}, ''::bytea) FROM ({sql}) AS rows", arguments)  # noqa: S608
        (raw,) = cursor.fetchone()
    sorted_out = np.frombuffer(raw or b"", np.dtype([(name, f">{kind}") for name, kind in columns.items()]))
    return sorted_out.astype(np.dtype([(name, f"<{kind}") for name, kind in columns.items()]))


def code_of(region: Any, sector: Any, size: Any) -> Any:
    """One number for a group; also of arrays."""
    return region * _REGION + sector * _SECTOR + size


def widened(codes: Any, level: int) -> Any:
    """The groups of a level in which these narrowest groups lie."""
    if level == Level.FULL:
        return codes
    if level == Level.ALL_SIZES:
        return codes - codes % _SECTOR
    return codes - codes % _REGION if level == Level.ALL_SECTORS else codes * 0


def parts_of(codes: Any) -> tuple[Any, Any, Any]:
    """Region, sector and size of codes."""
    return codes // _REGION, codes % _REGION // _SECTOR, codes % _SECTOR


def group_of_code(code: int) -> Group:
    """The group of a code."""
    region, sector, size = parts_of(int(code))
    return Group(region, sector, size)


def pack_places(places: Any, largest: int) -> Any:
    """Counts below and ties, level by level, in as few bytes as the largest possible count needs."""
    return places.astype("<u2" if largest < 2**16 else "<u4")


def unpack(values: bytes, places: bytes) -> tuple[Any, Any]:
    """What a member's row keeps: its values, and for each of them the counts below and ties of the four levels."""
    found = np.frombuffer(values, VALUE)
    width = len(places) // (8 * len(found)) if len(found) else 2
    return found, np.frombuffer(places, f"<u{width}").reshape(len(found), 8)
