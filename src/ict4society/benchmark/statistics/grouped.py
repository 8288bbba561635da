"""The same figures for many groups at once: arrays in which each group stands together, its values ascending."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


def group_bounds(keys: Any) -> tuple[Any, Any]:
    """Where each run of equal neighbours begins, and how long it is."""
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, np.int64)
    return starts, np.diff(np.append(starts, len(keys)))


def group_quantiles(values: Any, starts: Any, sizes: Any, fractions: Sequence[float]) -> Any:
    """``quantile`` of every group: one row for each, one column for each fraction.

    The order of the operations is that of PostgreSQL's ``percentile_cont``, so that the two agree to the last bit.
    """
    places = (sizes[:, None] - 1) * np.array(fractions)
    below = np.floor(places).astype(np.int64)
    above = np.ceil(places).astype(np.int64)
    low, high = values[starts[:, None] + below], values[starts[:, None] + above]
    return np.where(above > below, low + (places - below) * (high - low), low)


def group_places(values: Any, keys: Any) -> tuple[Any, Any]:
    """How many of its group lie below each value, and how many others equal it: ``position_in`` for each of them."""
    starts, sizes = group_bounds(keys)
    first = np.repeat(starts, sizes)
    new = np.concatenate(([True], (values[1:] != values[:-1]) | (keys[1:] != keys[:-1]))) if len(keys) else keys
    runs = np.flatnonzero(new)
    lengths = np.diff(np.append(runs, len(keys)))
    return np.repeat(runs, lengths) - first, np.repeat(lengths - 1, lengths)


def group_sums(values: Any, starts: Any, sizes: Any) -> tuple[Any, Any, Any]:
    """Of every group the sum, the largest magnitude, and the magnitudes of all but the two largest together.

    Added one after the other from the largest magnitude down: the same order each time gives the same last digit.
    """
    totals, largest, rest = np.zeros(len(starts)), np.zeros(len(starts)), np.zeros(len(starts))
    for number, (start, size) in enumerate(zip(starts, sizes, strict=True)):
        inside = values[start : start + size]
        ordered = inside[np.argsort(-np.abs(inside), kind="stable")]
        totals[number] = np.cumsum(ordered)[-1]
        largest[number] = abs(ordered[0])
        rest[number] = np.cumsum(np.abs(ordered[2:]))[-1] if size > 2 else 0.0
    return totals, largest, rest


def contributor_marks(organisations: Any, values: Any) -> Any:
    """A number of 64 bits for each contributor and value; those of a group add up (modulo 2⁶⁴) to its digest.

    So the digests of the parts of a group add up to its own when they have the same contributors with the same values,
    and otherwise but once in 2⁶⁴. The mixing is SplitMix64's (Steele, Lea, Flood, 2014).
    """
    bits = (np.asarray(values, np.float64) + 0.0).view(np.uint64)
    return _mixed(_mixed(np.asarray(organisations, np.int64).view(np.uint64)) ^ bits).view(np.int64)


def _mixed(state: Any) -> Any:
    state = state + np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))
