"""Beta posteriors of a group's agreement and opposition, computed once per distinct pair of counts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincc, betaincinv

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def quantile(successes: Ints, trials: Ints, prior: float, probability: float) -> Floats:
    """The `probability` quantile of Beta(successes + prior, trials - successes + prior), element by element."""
    return _per_distinct_pair(
        lambda s, n: np.asarray(betaincinv(s + prior, n - s + prior, probability), dtype=np.float64), successes, trials
    )


def probability_above(successes: Ints, trials: Ints, prior: float, threshold: float) -> Floats:
    """P(share > `threshold`) for a share distributed as Beta(successes + prior, trials - successes + prior)."""
    return _per_distinct_pair(
        lambda s, n: np.asarray(betaincc(s + prior, n - s + prior, threshold), dtype=np.float64), successes, trials
    )


def _per_distinct_pair(function: Callable[[Ints, Ints], Floats], successes: Ints, trials: Ints) -> Floats:
    """Apply `function` once to each distinct pair: few occur in a round, and the leave-one-out check repeats them."""
    if successes.size == 0:
        return np.zeros(successes.shape)
    width = int(trials.max()) + 1
    keys, position = np.unique(trials * width + successes, return_inverse=True)
    return function(keys % width, keys // width)[position].reshape(successes.shape)
