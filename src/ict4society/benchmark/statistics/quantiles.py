"""Quantiles of a sample."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor


def quantile(ordered: Sequence[float], fraction: float) -> float:
    """The quantile of values in ascending order: linear between the two order statistics around (n − 1)·fraction + 1.

    Definition 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American Statistician
    50(4), 1996; PostgreSQL's ``percentile_cont`` and numpy's default compute the same. Raises ValueError without
    values and for a fraction outside 0 … 1.
    """
    if not ordered:
        raise ValueError("there is no quantile of nothing")
    if not 0 <= fraction <= 1:
        raise ValueError("a fraction lies between 0 and 1")
    place = (len(ordered) - 1) * fraction
    below = floor(place)
    low, high = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
    return low if low == high else low + (high - low) * (place - below)
