"""Beta quantiles and tails against numerical integration and closed forms, without scipy."""

from __future__ import annotations

from math import asin, cos, exp, lgamma, log, pi, sin, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ict4society.deliberation.consensus.posterior import probability_above, quantile


def beta_cdf(x: float, successes: int, trials: int) -> float:
    """P(share <= x) for Beta(s + 1/2, n - s + 1/2) by Simpson's rule.

    With x = sin^2(t) the density becomes 2/B sin^(2s) t cos^(2(n-s)) t: smooth, no singularity at either end.
    """
    a, b = successes + 0.5, trials - successes + 0.5
    log_norm = lgamma(a + b) - lgamma(a) - lgamma(b) + log(2)
    upper, steps = asin(sqrt(x)), 4_000
    h = upper / steps

    def density(t: float) -> float:
        if (t == 0.0 and successes) or cos(t) <= 0:
            return 0.0
        sine = 2 * successes * log(sin(t)) if successes else 0.0
        return exp(log_norm + sine + 2 * (trials - successes) * log(cos(t)))

    total = density(0.0) + density(upper)
    total += sum((4 if i % 2 else 2) * density(i * h) for i in range(1, steps))
    return total * h / 3


@given(st.integers(0, 300), st.integers(0, 300), st.floats(0.02, 0.98))
def test_the_tail_is_the_integral_of_the_density(successes: int, failures: int, x: float) -> None:
    n = successes + failures
    tail = probability_above(np.array([successes]), np.array([n]), 0.5, x)[0]
    assert tail == pytest.approx(1 - beta_cdf(x, successes, n), abs=1e-7)


@given(st.integers(0, 300), st.integers(0, 300), st.sampled_from([0.05, 0.1, 0.5, 0.9]))
def test_the_quantile_has_its_probability_below_it(successes: int, failures: int, probability: float) -> None:
    n = successes + failures
    x = quantile(np.array([successes]), np.array([n]), 0.5, probability)[0]
    assert 0 <= x <= 1
    assert beta_cdf(float(x), successes, n) == pytest.approx(probability, abs=1e-7)


def test_without_votes_the_posterior_is_the_arcsine_law() -> None:
    none = np.array([0])
    assert quantile(none, none, 0.5, 0.1)[0] == pytest.approx(sin(pi * 0.1 / 2) ** 2, abs=1e-12)
    assert probability_above(none, none, 0.5, 0.25)[0] == pytest.approx(2 / 3, abs=1e-12)


def test_with_a_uniform_prior_unanimity_has_a_closed_form() -> None:
    """Beta(n + 1, 1) has the distribution function x^(n + 1)."""
    for n in (1, 5, 40, 1000):
        assert quantile(np.array([n]), np.array([n]), 1.0, 0.1)[0] == pytest.approx(0.1 ** (1 / (n + 1)), abs=1e-12)
        tail = probability_above(np.array([n]), np.array([n]), 1.0, 0.9)[0]
        assert tail == pytest.approx(1 - 0.9 ** (n + 1), abs=1e-12)


def test_repeated_pairs_come_back_in_their_places() -> None:
    successes, trials = np.array([[3, 0, 3], [7, 3, 0]]), np.array([[5, 5, 5], [7, 9, 0]])
    together = quantile(successes, trials, 0.5, 0.1)
    for index in np.ndindex(successes.shape):
        alone = quantile(successes[index].reshape(1), trials[index].reshape(1), 0.5, 0.1)[0]
        assert together[index] == alone
    assert quantile(np.zeros((0, 3), dtype=int), np.zeros((0, 3), dtype=int), 0.5, 0.1).shape == (0, 3)
