"""By which rules a snapshot is computed; stored with it and printed on its pages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from ict4society.benchmark.groups import EDITION
from ict4society.benchmark.statistics import Thresholds
from ict4society.benchmark.statistics.disclosure import P_PERCENT
from ict4society.benchmark.statistics.intervals import CONFIDENCE, LEAST


@dataclass(frozen=True, slots=True)
class Parameters:
    """The community's rules. ``renewal``: contributors that must differ before a group's figures are computed anew."""

    median: int = 5
    quartiles: int = 10
    deciles: int = 30
    renewal: int = 3
    p_percent: float = P_PERCENT
    confidence: float = CONFIDENCE
    least_coverage: float = LEAST
    groups: int = EDITION
    verified_only: bool = True
    method: str = "Hyndman-Fan type 7 (percentile_cont)"

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(self.median, self.quartiles, self.deciles)

    def to_dict(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Parameters:
        """From what was stored."""
        return cls(**{name: value for name, value in stored.items() if name in cls.__dataclass_fields__})
