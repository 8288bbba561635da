"""The lower bound of Wilson's interval."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ict4society.deliberation.consensus import wilson_lower_bound

Z = 1.645


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_it_solves_the_score_equation(successes: int, failures: int) -> None:
    """Wilson's bound p satisfies (s/n - p) = z sqrt(p (1 - p) / n)."""
    n = successes + failures
    bound = wilson_lower_bound(float(successes), float(n), Z)
    if n == 0:
        assert bound == 0
    else:
        assert 0 <= bound < 1
        assert successes / n - bound == pytest.approx(Z * sqrt(bound * (1 - bound) / n), abs=1e-9)


@given(st.integers(0, 500), st.integers(1, 500))
def test_one_more_success_raises_it_and_one_more_failure_does_not(successes: int, failures: int) -> None:
    n = successes + failures
    bound = wilson_lower_bound(float(successes), float(n), Z)
    assert wilson_lower_bound(successes + 1.0, float(n), Z) > bound
    assert wilson_lower_bound(successes + 1.0, n + 1.0, Z) > bound
    assert wilson_lower_bound(float(successes), n + 1.0, Z) <= bound


def test_arrays_give_what_numbers_give() -> None:
    successes, trials = np.array([0.0, 0.0, 5.0, 8.0, 67.0]), np.array([0.0, 9.0, 5.0, 10.0, 100.0])
    bounds = wilson_lower_bound(successes, trials, Z)
    assert bounds.tolist() == [
        wilson_lower_bound(float(s), float(n), Z) for s, n in zip(successes, trials, strict=True)
    ]
    # Known values: 5/5 and 67/100 with z = 1.645.
    assert bounds[2] == pytest.approx(5 / (5 + Z**2), abs=1e-12)
    assert bounds[4] == pytest.approx(0.5886, abs=5e-4)
