"""How sure a quantile of few organisations is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

CONFIDENCE = 0.95
"""What the interval aims at; the coverage that it has is stated."""
LEAST = 0.80
"""Below this coverage there is no interval at all."""
BEYOND = 2
"""Values that lie outside either end at least: the ends are values of organisations, never the outermost ones."""


@dataclass(frozen=True, slots=True)
class OrderInterval:
    """From the ``low``-th to the ``high``-th smallest value (counted from 1); holds the quantile with ``coverage``."""

    low: int
    high: int
    coverage: float


def order_interval(n: int, fraction: float, *, confidence: float = CONFIDENCE) -> OrderInterval | None:
    """The interval for a quantile of the population from which n organisations reported, by order statistics.

    With B ~ Binomial(n, fraction): the largest ``low`` with P(B < low) ≤ (1 − confidence)/2, the smallest ``high`` with
    P(B ≥ high) ≤ (1 − confidence)/2; moved inward until two values lie beyond either end; its exact coverage is
    P(low ≤ B < high) (H. A. David, H. N. Nagaraja, Order Statistics, 3rd edition, 2003, §7.1; at least that for values
    with ties). None where the coverage would be below 80 %. No distribution of the values is assumed.
    """
    return order_intervals([n], fraction, confidence=confidence)[n]


def order_intervals(
    sizes: Iterable[int], fraction: float, *, confidence: float = CONFIDENCE
) -> dict[int, OrderInterval | None]:
    """``order_interval`` for many sizes at once."""
    # Not ``scipy.stats``: that takes seconds to import, and much memory.
    from scipy.special import bdtr

    counts = np.array(sorted(set(sizes)), dtype=np.int64)
    tail = (1 - confidence) / 2
    # Where P(B ≤ low) is exactly the tail, one more is still allowed.
    low = _least_count(tail, counts, fraction)
    low += bdtr(low, counts, fraction) <= tail
    high = _least_count(1 - tail, counts, fraction) + 1
    low, high = np.maximum(low, BEYOND + 1), np.minimum(high, counts - BEYOND)
    coverage = bdtr(high - 1, counts, fraction) - bdtr(low - 1, counts, fraction)
    kept = (low < high) & (coverage >= LEAST)
    return {
        int(n): OrderInterval(int(low[i]), int(high[i]), float(coverage[i])) if kept[i] else None
        for i, n in enumerate(counts)
    }


def _least_count(chance: float, n: Any, fraction: float) -> Any:
    """The smallest k with P(B ≤ k) ≥ chance, for many n."""
    from scipy.special import bdtr, bdtrik

    found = np.ceil(np.nan_to_num(bdtrik(chance, n, fraction)))
    lower = np.maximum(found - 1, 0)
    return np.where(bdtr(lower, n, fraction) >= chance, lower, found)
