"""Where one value stands among others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """Of one organisation among the others of its group; it is not among them itself."""

    below: int
    ties: int
    others: int

    @property
    def rank(self) -> float:
        """The share of the others that lie below, ties counting half: 0 … 1."""
        return mid_rank(self.below, self.ties, self.others)

    def better_than(self, direction: str) -> float | None:
        """The share of the others that do worse, ties counting half; None where neither way is better."""
        if direction == "higher":
            return self.rank
        return 1 - self.rank if direction == "lower" else None


def mid_rank(below: int, ties: int, others: int) -> float:
    """(below + ½ ties)/others. Raises ValueError without others, or when the counts exceed them."""
    if others < 1 or below < 0 or ties < 0 or below + ties > others:
        raise ValueError("the counts do not fit the number of others")
    return (below + ties / 2) / others


def position_in(ordered: Sequence[float], own: float) -> Position | None:
    """The place of ``own``, which is one of these values in ascending order; None when it is the only one.

    Raises ValueError when it is none of them: nothing is imputed for who did not report.
    """
    first, after = bisect_left(ordered, own), bisect_right(ordered, own)
    if first == after:
        raise ValueError("who did not report has no position")
    others = len(ordered) - 1
    return Position(below=first, ties=after - first - 1, others=others) if others else None
