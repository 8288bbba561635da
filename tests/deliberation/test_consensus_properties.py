"""What must hold for all counts."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ict4society.deliberation.consensus import Parameters, StatementResult, Verdict, assess

PARAMETERS = Parameters()
Rows = list[tuple[int, int, int]]

votes = st.integers(0, 60) | st.integers(0, 6)
rows = st.lists(st.tuples(votes, votes, votes), min_size=1, max_size=8)
agreeing = st.lists(st.tuples(st.integers(0, 120), st.integers(0, 25), st.integers(0, 25)), min_size=3, max_size=7)


def result_of(counts: Rows, names: list[str] | None = None) -> StatementResult:
    names = names or [f"g{index}" for index in range(len(counts))]
    return assess(np.array([counts], dtype=np.int64), names, [True] * len(names), PARAMETERS)[0]


@given(rows | agreeing)
def test_verdicts_follow_from_the_published_figures(counts: Rows) -> None:
    """Every verdict can be checked by a reader from what is shown beside it, and exactly one applies."""
    result = result_of(counts)
    eligible = [group for group in result.groups if group.eligible]
    assert all(group.eligible == (group.n >= 5) for group in result.groups)
    enough = len(eligible) >= 3
    agreed = all(group.agreement_interval[0] >= 0.6 for group in eligible)
    blocked = any(group.opposition_probability > 0.5 for group in eligible)
    opposed = any(group.opposition_probability > 0.9 for group in eligible)
    majority = 2 * result.overall.agree > result.overall.n
    applies = {
        Verdict.INSUFFICIENT: not enough,
        Verdict.CONSENSUS: enough and agreed and not blocked,
        Verdict.MAJORITY_WITH_OPPOSITION: enough and opposed and majority,
        Verdict.CONTESTED: enough and opposed and not majority,
        Verdict.UNCLEAR: enough and not opposed and not (agreed and not blocked),
    }
    assert [verdict for verdict, holds in applies.items() if holds] == [result.verdict]


@given(rows | agreeing, st.randoms(use_true_random=False))
def test_the_order_of_groups_does_not_matter(counts: Rows, chance: random.Random) -> None:
    names = [f"g{index}" for index in range(len(counts))]
    order = list(range(len(counts)))
    chance.shuffle(order)
    first, second = result_of(counts, names), result_of([counts[i] for i in order], [names[i] for i in order])
    assert first.verdict is second.verdict
    assert first.weakest_group == second.weakest_group
    assert first.min_wilson_lower == second.min_wilson_lower
    assert {group.group: group for group in first.groups} == {group.group: group for group in second.groups}


@given(st.lists(agreeing.filter(lambda c: len(c) >= 4).map(lambda c: c[:4]), min_size=2, max_size=8), st.data())
def test_the_order_of_groups_and_statements_does_not_change_ranks(rounds: list[Rows], data: st.DataObject) -> None:
    counts = np.array(rounds)
    groups = data.draw(st.permutations(range(4)))
    names = ["a", "b", "c", "d"]
    first = assess(counts, names, [True] * 4, PARAMETERS)
    second = assess(counts[:, groups], [names[i] for i in groups], [True] * 4, PARAMETERS)
    assert [result.rank for result in first] == [result.rank for result in second]
    statements = data.draw(st.permutations(range(len(rounds))))
    third = assess(counts[list(statements)], names, [True] * 4, PARAMETERS)
    keys = [(first[i].min_wilson_lower, first[i].geometric_mean) for i in range(len(rounds))]
    by_rank = sorted(range(len(rounds)), key=lambda i: third[i].rank)
    as_before = sorted(range(len(rounds)), key=lambda i: first[i].rank)
    assert [keys[statements[i]] for i in by_rank] == [keys[i] for i in as_before]
    assert sorted(result.rank for result in third) == list(range(1, len(rounds) + 1))


@given(rows | agreeing, st.data())
def test_who_turns_to_agreement_never_weakens_it(counts: Rows, data: st.DataObject) -> None:
    """A pass or a disagree that becomes an agree raises the group's figures and never costs a consensus."""
    index = data.draw(st.integers(0, len(counts) - 1))
    agree, disagree, passed = counts[index]
    changed: Rows = [*counts]
    if data.draw(st.booleans()) and disagree:
        changed[index] = (agree + 1, disagree - 1, passed)
    elif passed:
        changed[index] = (agree + 1, disagree, passed - 1)
    before, after = result_of(counts), result_of(changed)
    old, new = before.groups[index], after.groups[index]
    assert new.agreement_interval[0] >= old.agreement_interval[0]
    assert new.opposition_probability <= old.opposition_probability
    assert new.wilson_lower >= old.wilson_lower
    if before.verdict is Verdict.CONSENSUS:
        assert after.verdict is Verdict.CONSENSUS
    if before.min_wilson_lower is not None and after.min_wilson_lower is not None:
        assert after.min_wilson_lower >= before.min_wilson_lower


@given(rows | agreeing)
def test_intervals_hold_what_they_must(counts: Rows) -> None:
    for group in result_of(counts).groups:
        low, high = group.agreement_interval
        assert 0 <= low < high <= 1
        mean = (group.agree + 0.5) / (group.n + 1)
        assert low < mean < high
        assert 0 <= group.opposition_probability <= 1
        assert 0 <= group.wilson_lower <= (group.agree / group.n if group.n else 0)


@given(st.tuples(votes, votes, votes), st.integers(1, 6))
def test_equal_groups_are_treated_equally(row: tuple[int, int, int], groups: int) -> None:
    result = result_of([row] * groups)
    figures = {(g.eligible, g.agreement_interval, g.opposition_probability, g.wilson_lower) for g in result.groups}
    assert len(figures) == 1
    if groups < 3:
        assert result.verdict is Verdict.INSUFFICIENT


@given(agreeing, st.tuples(votes, votes, votes))
def test_undeclared_votes_never_make_or_break_a_consensus(counts: Rows, undeclared: tuple[int, int, int]) -> None:
    names = [f"g{index}" for index in range(len(counts))]
    without, with_them = result_of(counts, names), result_of([*counts, undeclared], [*names, ""])
    assert (without.verdict is Verdict.CONSENSUS) == (with_them.verdict is Verdict.CONSENSUS)
    assert (without.verdict is Verdict.INSUFFICIENT) == (with_them.verdict is Verdict.INSUFFICIENT)
    assert with_them.min_wilson_lower == without.min_wilson_lower
    assert with_them.overall.n == without.overall.n + sum(undeclared)
