"""Geometry of the small charts that components draw as SVG. Shares become positions on a scale of 0 to 100."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Bar:
    """The positions of one stakeholder group, as parts of a bar 100 wide, with the interval of its agreement."""

    name: str
    agree: int
    disagree: int
    passed: int
    eligible: bool
    low: float | None
    high: float | None

    @property
    def total(self) -> int:
        return self.agree + self.disagree + self.passed

    @property
    def agree_width(self) -> float:
        return self._share(self.agree)

    @property
    def pass_width(self) -> float:
        return self._share(self.passed)

    @property
    def disagree_width(self) -> float:
        return self._share(self.disagree)

    @property
    def disagree_x(self) -> float:
        return round(100 - self.disagree_width, 2)

    @property
    def low_x(self) -> float:
        return round(100 * (self.low or 0), 2)

    @property
    def high_x(self) -> float:
        return round(100 * (self.high or 0), 2)

    def _share(self, count: int) -> float:
        return round(100 * count / self.total, 2) if self.total else 0.0


def consensus_bars(groups: Sequence[Any] | Mapping[str, Any]) -> list[Bar]:
    """Bars of a consensus result.

    `groups` is a mapping name → counts, or a sequence of counts with a `name`; counts are mappings or objects with
    `agree`, `disagree`, `pass` (or `passes`), and optionally `agreement_interval` (low, high: shares) and `eligible`.
    """
    if isinstance(groups, Mapping):
        return [_bar(str(name), counts) for name, counts in groups.items()]
    return [_bar(str(_get(counts, "name")), counts) for counts in groups]


def _bar(name: str, counts: Any) -> Bar:
    low, high = _get(counts, "agreement_interval") or (None, None)
    eligible = _get(counts, "eligible")
    return Bar(
        name=name,
        agree=int(_get(counts, "agree") or 0),
        disagree=int(_get(counts, "disagree") or 0),
        passed=int(_get(counts, "pass", "passes", "passed") or 0),
        eligible=True if eligible is None else bool(eligible),
        low=low,
        high=high,
    )


def _get(source: Any, *names: str) -> Any:
    for name in names:
        value = source.get(name) if isinstance(source, Mapping) else getattr(source, name, None)
        if value is not None:
            return value
    return None


def heat(count: int, largest: int) -> int:
    """The shade (0 to 4) of a cell that holds `count` where the fullest holds `largest`; 0 only when it is empty."""
    if count <= 0 or largest <= 0:
        return 0
    return max(1, -(-4 * count // largest))
