"""The formulas: equal to numpy and to cases worked by hand, for any values."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ict4society.benchmark.statistics import (
    FRACTIONS,
    Position,
    Thresholds,
    is_dominated,
    mid_rank,
    order_interval,
    position_in,
    quantile,
    secondary_suppression,
    weakest,
)

numbers = st.floats(-1e12, 1e12, allow_nan=False).map(lambda x: round(x, 6))
samples = st.lists(numbers, min_size=1, max_size=80).map(sorted)


@given(samples, st.sampled_from(FRACTIONS))
def test_quantiles_are_numpys_type_7(values: list[float], fraction: float) -> None:
    expected = float(np.quantile(values, fraction, method="linear"))
    assert quantile(values, fraction) == pytest.approx(expected, rel=1e-12, abs=1e-9)


def test_quantiles_by_hand() -> None:
    assert quantile([1, 2, 4, 8, 16, 32], 0.5) == 6
    assert quantile([1, 2, 4, 8, 16, 32], 0.25) == 2.5
    assert quantile(list(range(1, 12)), 0.25) == 3.5
    assert quantile([7], 0.9) == 7
    with pytest.raises(ValueError, match="nothing"):
        quantile([], 0.5)


@given(samples)
def test_ranks_of_a_group_are_symmetric(values: list[float]) -> None:
    if len(values) < 2:
        assert position_in(values, values[0]) is None
        return
    ranks = [place.rank for own in values if (place := position_in(values, own))]
    assert sum(ranks) / len(ranks) == pytest.approx(0.5)
    assert all(0 <= rank <= 1 for rank in ranks)


def test_rank_by_hand() -> None:
    place = position_in([1, 2, 2, 2, 5, 9], 2)
    assert place == Position(below=1, ties=2, others=5)
    assert place.rank == 0.4
    assert (place.better_than("higher"), place.better_than("lower"), place.better_than("none")) == (0.4, 0.6, None)
    with pytest.raises(ValueError, match="did not report"):
        position_in([1, 2, 3], 2.5)
    with pytest.raises(ValueError, match="fit"):
        mid_rank(3, 3, 5)


@settings(deadline=None)
@given(st.integers(1, 200), st.sampled_from([0.25, 0.5, 0.75]))
def test_interval_covers_what_it_states(n: int, fraction: float) -> None:
    found = order_interval(n, fraction)
    if found is None:
        return
    chances = [comb(n, k) * fraction**k * (1 - fraction) ** (n - k) for k in range(n + 1)]
    assert found.coverage == pytest.approx(sum(chances[found.low : found.high]), abs=1e-9)
    assert found.coverage >= 0.8
    assert found.low > 2, "two values lie below"
    assert found.high <= n - 2, "two values lie above"
    if found.low > 3:
        assert sum(chances[: found.low]) <= 0.025 + 1e-12
        assert sum(chances[: found.low + 1]) > 0.025, "it is the narrowest"


def test_intervals_by_hand() -> None:
    # Conover, Practical Nonparametric Statistics: for n = 12 the 3rd and 10th values hold the median with 96.1 %.
    assert (order_interval(12, 0.5).low, order_interval(12, 0.5).high) == (3, 10)  # type: ignore[union-attr]
    assert order_interval(12, 0.5).coverage == pytest.approx(1 - 2 * 79 / 4096)  # type: ignore[union-attr]
    assert order_interval(9, 0.5).coverage == pytest.approx(1 - 2 * 46 / 512)  # type: ignore[union-attr]
    assert [order_interval(n, 0.5) for n in (1, 6, 8)] == [None, None, None]


def test_thresholds() -> None:
    shown = {n: len(Thresholds().fractions(n)) for n in (0, 5, 6, 10, 11, 30, 31)}
    assert shown == {0: 0, 5: 0, 6: 1, 10: 1, 11: 3, 30: 3, 31: 5}


@given(st.lists(st.floats(0, 1e9), min_size=3, max_size=30))
def test_a_sum_that_is_published_hides_the_largest(values: list[float]) -> None:
    if is_dominated(values):
        return
    largest, second, *rest = sorted(values, reverse=True)
    estimate = sum(values) - second
    assert estimate - largest >= 0.2 * largest - 1e-6
    assert sum(rest) == pytest.approx(estimate - largest, abs=1e-3)


def test_dominance_by_hand() -> None:
    assert is_dominated([100, 10, 5, 5, 5, 4])
    assert not is_dominated([100, 10, 5, 5, 5, 5])
    assert is_dominated([-100, 1, 1, 1])
    assert not is_dominated([])


@given(st.lists(st.integers(0, 20), min_size=1, max_size=6))
def test_published_parts_never_leave_a_few_over(sizes: list[int]) -> None:
    children = [(str(number), size, size >= 6) for number, size in enumerate(sizes)]
    total = sum(sizes)
    gone = secondary_suppression(total, children, least=6)
    left = total - sum(size for key, size, published in children if published and key != gone)
    assert left == 0 or left >= 6 or not any(published for key, _size, published in children if key != gone)


def test_verification_is_the_weakest() -> None:
    assert weakest(["third_party", "self", "community"]) == "self"
    assert weakest([]) is None
