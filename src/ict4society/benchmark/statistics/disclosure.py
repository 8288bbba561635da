"""What would tell about single organisations is not published."""

from __future__ import annotations

from collections.abc import Sequence

P_PERCENT = 0.20
Children = Sequence[tuple[str, int, bool]]
"""Key, number of organisations, and whether it is published, of the groups into which one group is divided."""


def is_dominated(values: Sequence[float], *, p: float = P_PERCENT) -> bool:
    """Whether the sum would let the second largest contributor estimate the largest closer than p of its value.

    The p % rule: all but the two largest must add up to at least p of the largest (magnitudes). A. Hundepool and
    others, Statistical Disclosure Control, 2012, §4.2.2.
    """
    if not values:
        return False
    sizes = sorted((abs(value) for value in values), reverse=True)
    return sum(sizes[2:]) < p * sizes[0]


def secondary_suppression(total: int, children: Children, *, least: int) -> str | None:
    """The published part of a published group that must be withheld too, if any: its smallest, the first by key.

    Needed when the published parts leave 1 … least − 1 organisations over: group and parts would tell about these.
    One part always suffices, since every published part has at least ``least`` organisations.
    """
    shown = [(size, key) for key, size, published in children if published]
    left = total - sum(size for size, _key in shown)
    return min(shown)[1] if shown and 0 < left < least else None
