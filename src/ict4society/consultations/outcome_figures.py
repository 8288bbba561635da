"""Shares with their intervals, and the rule that protects small groups. Plain Python, no database.

Intervals are Wilson's score intervals, two-sided, 95 %: E. B. Wilson, "Probable Inference, the Law of Succession, and
Statistical Inference", JASA 22 (1927), 209-212. They say how far a share could move if those who answered were a random
sample; nobody drew a sample, so they are a measure of how many answered and no more: the page says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ict4society.deliberation.consensus.wilson import wilson_lower_bound

Z = 1.959963984540054
"""Standard normal quantile of a two-sided interval of 95 %."""
LEAST = 5
"""Fewer answers than this, one of them confidential, are not shown by themselves."""
TOGETHER = "together"
"""The key of the row in which small groups are taken together."""


def share_interval(count: int, n: int) -> tuple[float, float]:
    """Lower and upper bound of the share ``count / n``; (0, 1) without answers."""
    if n == 0:
        return 0.0, 1.0
    return wilson_lower_bound(float(count), float(n), Z), 1.0 - wilson_lower_bound(float(n - count), float(n), Z)


@dataclass(frozen=True)
class Row:
    """One group: how many answered, how many of them in confidence, and the counts of each possible answer.

    ``members`` are the keys of the groups that were taken together in it.
    """

    key: str
    n: int
    confidential: int = 0
    counts: tuple[int, ...] = ()
    total: float = 0.0
    """Sum of the values, of scales and numbers."""
    members: tuple[str, ...] = field(default=())


def protect(rows: Sequence[Row], least: int = LEAST) -> list[Row]:
    """The rows with small groups taken together, so that no confidential answer can be read from the figures.

    A group with fewer than ``least`` answers, at least one of them confidential, is not shown by itself: such groups
    are added up. When they are still fewer than ``least``, or it is one group alone that could be had by subtracting
    the others from the total, the next smallest groups join them. When fewer than ``least`` answered in all, no counts
    are left but n. (Primary and complementary suppression: A. Hundepool and others, "Handbook on Statistical
    Disclosure Control", Eurostat 2010, chapter 4.)
    """
    sensitive = [row for row in rows if row.confidential and row.n < least]
    if not sensitive:
        return list(rows)
    rest = sorted((row for row in rows if row not in sensitive and row.n), key=lambda row: (row.n, row.key))
    while rest and (len(sensitive) == 1 or sum(row.n for row in sensitive) < least):
        sensitive.append(rest.pop(0))
    taken = {row.key for row in sensitive}
    n = sum(row.n for row in sensitive)
    together = Row(
        key=TOGETHER,
        n=n,
        confidential=sum(row.confidential for row in sensitive),
        counts=_added([row.counts for row in sensitive]) if n >= least else (),
        total=sum(row.total for row in sensitive) if n >= least else 0.0,
        members=tuple(row.key for row in rows if row.key in taken),
    )
    return [row for row in rows if row.key not in taken] + [together]


def add(rows: Sequence[Row], key: str) -> Row:
    """All rows as one."""
    return Row(
        key=key,
        n=sum(row.n for row in rows),
        confidential=sum(row.confidential for row in rows),
        counts=_added([row.counts for row in rows]),
        total=sum(row.total for row in rows),
    )


def _added(counts: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    width = max((len(each) for each in counts), default=0)
    return tuple(sum(each[at] if at < len(each) else 0 for each in counts) for at in range(width))


def withheld(total: Row, least: int = LEAST) -> bool:
    """Whether not even the figures of all groups together may be shown."""
    return bool(total.confidential) and total.n < least
