"""How many organisations a figure needs."""

from __future__ import annotations

from dataclasses import dataclass

FRACTIONS = (0.10, 0.25, 0.50, 0.75, 0.90)
"""What a distribution consists of. Never the minimum or the maximum: they belong to one organisation."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """*Others* than whoever reads: a group publishes for its members, so that it needs one more than that."""

    median: int = 5
    quartiles: int = 10
    deciles: int = 30

    def fractions(self, n: int) -> tuple[float, ...]:
        """Which quantiles a group may show in which n organisations reported."""
        others = n - 1
        shown = [0.50] * (others >= self.median)
        shown += [0.25, 0.75] * (others >= self.quartiles)
        shown += [0.10, 0.90] * (others >= self.deciles)
        return tuple(sorted(shown))

    @property
    def least(self) -> int:
        """The fewest organisations in a group that shows anything."""
        return self.median + 1
