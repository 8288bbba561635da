"""The thresholds of a round: fixed when it opens, printed next to every result."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields


class ParameterFault(ValueError):
    """A parameter is unknown, of the wrong type or out of its range; `name` says which one."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The settings of the consensus formula (docs/formulas.md); the defaults are those of DESIGN.md.

    Raises `ParameterFault` when a value makes no sense.
    """

    prior: float = 0.5
    """Pseudo-count of the Beta prior for each of "yes" and "no" (½: Jeffreys)."""
    min_group_size: int = 5
    """Votes (passes included) that a declared group needs on a statement to be eligible there."""
    min_groups: int = 3
    """Eligible groups below which the verdict is *insufficient*."""
    quantile: float = 0.10
    """The quantile of a group's agreement that must reach the agreement threshold."""
    agreement_threshold: float = 0.6
    """Share of agreement that this quantile must reach in every eligible group."""
    opposition_threshold: float = 0.25
    """Share of disagreement above which a group counts as opposing."""
    block_probability: float = 0.5
    """Probability of a group opposing above which there is no consensus."""
    oppose_probability: float = 0.9
    """Probability of a group opposing above which the opposition is taken as established."""
    z: float = 1.645
    """Standard normal quantile of the Wilson lower bound that ranks statements."""

    def __post_init__(self) -> None:
        for name in ("min_group_size", "min_groups"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool):
                raise ParameterFault(name, "must be a whole number")
            if value < 1:
                raise ParameterFault(name, "must be at least 1")
        for name in ("prior", "z", *_SHARES):
            value = getattr(self, name)
            if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
                raise ParameterFault(name, "must be a finite number")
            if value <= 0:
                raise ParameterFault(name, "must be above 0")
            if name in _SHARES and value >= 1:
                raise ParameterFault(name, "must be below 1")
        if self.quantile >= 0.5:
            raise ParameterFault("quantile", "must be below 0.5: it is the lower end of the agreement interval")
        if self.oppose_probability < self.block_probability:
            raise ParameterFault("oppose_probability", "must not be below block_probability")

    def to_dict(self) -> dict[str, float | int]:
        """The parameters by name, ready for JSON; `from_dict` is the inverse."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> Parameters:
        """Parameters from a mapping; a name left out takes its default. Raises `ParameterFault`."""
        known = {field.name for field in fields(cls)}
        for name in values:
            if name not in known:
                raise ParameterFault(str(name), "is not a parameter")
        return cls(**values)  # type: ignore[arg-type]  # each value's type is checked in __post_init__


_SHARES = ("quantile", "agreement_threshold", "opposition_threshold", "block_probability", "oppose_probability")
