"""Intervals against another implementation, and the rule for small groups against an attacker who subtracts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from ict4society.consultations.outcome_figures import TOGETHER, Row, add, protect, share_interval, withheld


@pytest.mark.parametrize(("count", "n"), [(0, 7), (7, 7), (3, 7), (1, 2), (480, 1216), (1216, 1216)])
def test_intervals_are_wilsons(count: int, n: int) -> None:
    expected = binomtest(count, n).proportion_ci(confidence_level=0.95, method="wilson")
    assert share_interval(count, n) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_without_confidential_answers_everything_is_shown() -> None:
    rows = [Row("a", 1, 0, (1, 0)), Row("b", 40, 0, (20, 20))]
    assert protect(rows) == rows


def test_a_small_group_with_a_confidential_answer_is_taken_together_with_another() -> None:
    rows = [Row("a", 2, 1, (2, 0)), Row("b", 40, 0, (20, 20)), Row("c", 9, 3, (4, 5))]
    kept, together = protect(rows)
    assert kept == rows[1]
    assert (together.key, together.n, together.counts, together.members) == (TOGETHER, 11, (6, 5), ("a", "c"))
    assert withheld(add([Row("a", 4, 1, (1, 3))], "all"))


ROWS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: (max(pair), min(pair))), min_size=1, max_size=7
)


@given(ROWS)
def test_no_group_with_a_confidential_answer_can_be_had_by_subtraction(numbers: list[tuple[int, int]]) -> None:
    rows = [Row(str(at), n, confidential, (n,)) for at, (n, confidential) in enumerate(numbers)]
    shown = protect(rows)
    assert sum(row.n for row in shown) == sum(row.n for row in rows)  # nobody is lost
    hidden = {row.key for row in rows} - {row.key for row in shown}
    for row in shown:
        if row.confidential and row.n < 5:
            assert row.counts == ()  # too few in all: only their number
    small = {row.key for row in rows if row.confidential and row.n < 5}
    assert small <= hidden
    answered = [row for row in rows if row.n]
    if small and len(answered) > 1:
        assert len([key for key in hidden if rows[int(key)].n]) > 1
