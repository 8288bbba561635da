"""The lower bound of Wilson's score interval, for single numbers and, unchanged, for arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Number = TypeVar("Number", float, "NDArray[np.float64]")


def wilson_lower_bound(successes: Number, trials: Number, z: float) -> Number:
    """The lower bound of Wilson's score interval for a share of `successes` in `trials`.

    Promises a value in [0, 1); 0 where there are no trials. Fractional counts (weighted votes) are allowed.
    `z` is the standard normal quantile of the one-sided confidence level (1.645: 95 %).
    Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927),
    209-212, multiplied by n so that it needs no case for n = 0 (with z > 0): (s + z²/2 - z √(s (n - s)/n + z²/4)) / (n
    + z²), where s (n - s)/n is 0 without trials.
    """
    # `trials + (trials == 0)` is 1 where there are no trials, and then `successes` is 0: no branch, so arrays work too.
    spread = successes * (trials - successes) / (trials + (trials == 0))
    centre = successes + z * z / 2
    # The last factor: rounding can leave -1e-17 where the exact bound is 0.
    bound: Number = (centre - z * (spread + z * z / 4) ** 0.5) / (trials + z * z) * (successes > 0)
    return bound
