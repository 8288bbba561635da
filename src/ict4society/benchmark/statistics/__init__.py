"""The figures of a benchmark as pure functions; a snapshot computes the same in the database."""

from ict4society.benchmark.statistics.disclosure import (
    Children,
    is_dominated,
    secondary_suppression,
)
from ict4society.benchmark.statistics.intervals import OrderInterval, order_interval, order_intervals
from ict4society.benchmark.statistics.quantiles import quantile
from ict4society.benchmark.statistics.ranks import Position, mid_rank, position_in
from ict4society.benchmark.statistics.thresholds import FRACTIONS, Thresholds
from ict4society.benchmark.statistics.verification import weakest

__all__ = [
    "FRACTIONS",
    "Children",
    "OrderInterval",
    "Position",
    "Thresholds",
    "is_dominated",
    "mid_rank",
    "order_interval",
    "order_intervals",
    "position_in",
    "quantile",
    "secondary_suppression",
    "weakest",
]
