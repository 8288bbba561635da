"""The verdicts, at and around every threshold, on counts small enough to follow by hand."""

from __future__ import annotations

import numpy as np
import pytest

from ict4society.deliberation.consensus import (
    ParameterFault,
    Parameters,
    StatementResult,
    Verdict,
    assess,
)

Counts = tuple[int, int, int]
DEFAULTS = Parameters()


def one(*groups: Counts, parameters: Parameters = DEFAULTS, undeclared: Counts | None = None) -> StatementResult:
    """The result of a single statement with these groups (agree, disagree, pass), and undeclared participants."""
    names = [f"g{index}" for index in range(len(groups))]
    rows = [*groups]
    if undeclared is not None:
        names.append("")
        rows.append(undeclared)
    return assess(np.array([rows], dtype=np.int64), names, [True] * len(names), parameters)[0]


@pytest.mark.parametrize(("agree", "n"), [(5, 5), (8, 10), (15, 20), (35, 50), (67, 100)])
def test_the_fewest_agrees_that_suffice(agree: int, n: int) -> None:
    """The worked examples: with passes for the rest this many agrees are enough, one fewer is not."""
    assert one(*[(agree, 0, n - agree)] * 3).verdict is Verdict.CONSENSUS
    assert one((agree - 1, 0, n - agree + 1), *[(agree, 0, n - agree)] * 2).verdict is Verdict.UNCLEAR


def test_six_groups_agree_and_one_weak_group_decides() -> None:
    strong = [(40, 2, 8)] * 5
    assert one(*strong, (8, 0, 2)).verdict is Verdict.CONSENSUS
    weak = one(*strong, (7, 0, 3))
    assert (weak.verdict, weak.weakest_group) == (Verdict.UNCLEAR, "g5")


def test_fewer_than_three_eligible_groups_are_insufficient_however_they_voted() -> None:
    assert one((100, 0, 0), (100, 0, 0)).verdict is Verdict.INSUFFICIENT
    assert one((0, 100, 0), (0, 100, 0)).verdict is Verdict.INSUFFICIENT
    # Four votes do not make a group eligible, a fifth does, even a pass.
    assert one((100, 0, 0), (100, 0, 0), (4, 0, 0)).verdict is Verdict.INSUFFICIENT
    assert one((100, 0, 0), (100, 0, 0), (5, 0, 0)).verdict is Verdict.CONSENSUS


def test_a_small_group_neither_joins_nor_blocks() -> None:
    result = one((50, 0, 0), (50, 0, 0), (50, 0, 0), (0, 4, 0), (0, 0, 0))
    assert result.verdict is Verdict.CONSENSUS
    assert [group.eligible for group in result.groups] == [True, True, True, False, False]
    assert result.groups[3].opposition_probability > 0.9  # shown all the same


def test_undeclared_participants_are_counted_and_never_eligible() -> None:
    result = one((50, 0, 0), (50, 0, 0), (50, 0, 0), undeclared=(0, 400, 0))
    assert result.verdict is Verdict.CONSENSUS
    assert result.overall.disagree == 400
    assert not result.groups[3].eligible
    assert one((50, 0, 0), (50, 0, 0), undeclared=(50, 0, 0)).verdict is Verdict.INSUFFICIENT


def test_opposition_blocks_consensus_from_one_half_and_is_established_from_nine_tenths() -> None:
    """Of 100: 25 disagrees leave P(opposition > 25 %) at about one half, 32 bring it above 0.9."""
    agreeing = [(90, 0, 10)] * 2
    below, above, sure = one(*agreeing, (75, 24, 1)), one(*agreeing, (73, 27, 0)), one(*agreeing, (68, 32, 0))
    assert (below.groups[2].opposition_probability < 0.5, below.verdict) == (True, Verdict.CONSENSUS)
    assert (0.5 < above.groups[2].opposition_probability < 0.9, above.verdict) == (True, Verdict.UNCLEAR)
    assert (sure.groups[2].opposition_probability > 0.9, sure.verdict) == (True, Verdict.MAJORITY_WITH_OPPOSITION)


def test_the_majority_is_one_of_all_votes_passes_and_undeclared_included() -> None:
    opposed = [(20, 0, 0), (20, 0, 0), (0, 20, 0)]
    assert one(*opposed).verdict is Verdict.MAJORITY_WITH_OPPOSITION  # 40 of 60
    assert one(*opposed, undeclared=(0, 0, 20)).verdict is Verdict.CONTESTED  # 40 of 80 does not exceed one half
    assert one(*opposed, undeclared=(0, 0, 19)).verdict is Verdict.MAJORITY_WITH_OPPOSITION
    assert one((20, 0, 20), (0, 20, 0), (0, 20, 0)).verdict is Verdict.CONTESTED


def test_ranks_follow_the_weakest_group_then_the_mean_then_the_order() -> None:
    counts = np.array(
        [
            [[0, 0, 4], [0, 0, 0], [0, 0, 0]],  # no eligible group: last
            [[6, 2, 2], [9, 0, 1], [9, 0, 1]],  # same minimum as the next, lower mean
            [[6, 0, 4], [9, 0, 1], [9, 0, 1]],
            [[6, 0, 4], [9, 0, 1], [9, 0, 1]],  # its twin: order decides
            [[8, 0, 2], [8, 0, 2], [8, 0, 2]],
            [[9, 0, 1], [5, 0, 5], [0, 0, 4]],  # ranked by its eligible groups although insufficient
        ]
    )
    results = assess(counts, ["a", "b", "c"], [True] * 3, DEFAULTS)
    assert [result.rank for result in results] == [6, 4, 2, 3, 1, 5]
    last = results[0]
    assert (last.min_wilson_lower, last.weakest_group, last.geometric_mean) == (None, None, None)


def test_figures_of_a_group_are_those_of_the_formula() -> None:
    result = one((8, 1, 1), (8, 1, 1), (8, 1, 1))
    group = result.groups[0]
    assert group.agreement_interval == pytest.approx((0.60517, 0.91794), abs=2e-3)
    assert result.min_wilson_lower == pytest.approx(0.5408, abs=5e-4)
    assert result.geometric_mean == pytest.approx(8.5 / 11 * (1 - 1.5 / 11), abs=1e-12)
    assert (result.overall.n, result.overall.agreement) == (30, 0.8)


def test_nothing_to_assess() -> None:
    assert assess(np.zeros((0, 3, 3), dtype=int), ["a", "b", "c"], [True] * 3, DEFAULTS) == []
    [empty] = assess(np.zeros((1, 0, 3), dtype=int), [], [], DEFAULTS)
    assert (empty.verdict, empty.rank, empty.groups) == (Verdict.INSUFFICIENT, 1, ())


@pytest.mark.parametrize(
    ("counts", "groups", "eligible"),
    [
        (np.zeros((1, 2), dtype=int), ["a", "b"], [True, True]),
        (np.zeros((1, 2, 3), dtype=int), ["a"], [True, True]),
        (np.zeros((1, 2, 3), dtype=int), ["a", "b"], [True]),
        (np.zeros((1, 2, 3), dtype=int), ["a", "a"], [True, True]),
        (np.full((1, 2, 3), -1), ["a", "b"], [True, True]),
        (np.zeros((1, 2, 3)), ["a", "b"], [True, True]),
    ],
)
def test_arguments_that_do_not_belong_together_are_refused(
    counts: np.ndarray, groups: list[str], eligible: list[bool]
) -> None:
    with pytest.raises(ValueError):
        assess(counts, groups, eligible, DEFAULTS)


def test_parameters_survive_json_and_refuse_nonsense() -> None:
    strict = Parameters(min_group_size=10, agreement_threshold=0.7)
    assert Parameters.from_dict(strict.to_dict()) == strict
    assert Parameters.from_dict({}) == DEFAULTS
    for name, value in [
        ("quantile", 0.5),
        ("quantile", 0),
        ("prior", -1),
        ("prior", float("nan")),
        ("z", "1.645"),
        ("agreement_threshold", 1),
        ("min_groups", 0),
        ("min_group_size", 5.0),
        ("min_group_size", True),
        ("oppose_probability", 0.4),
        ("threshold", 0.6),
    ]:
        with pytest.raises(ParameterFault) as fault:
            Parameters.from_dict({name: value})
        assert fault.value.name == name
