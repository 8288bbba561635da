"""The opinion map on opinions that we made up, so that we know what must come out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ict4society.deliberation.opinion_map import (
    GroupCounts,
    adjusted_rand_index,
    cluster,
    draw_map,
    group_aware_consensus,
    group_counts,
    in_conversation,
    principal_components,
    project,
    representative_statements,
    routing_priorities,
    silhouette,
    vote_matrix,
)


def camps(
    sizes: tuple[int, ...], statements: int = 24, seen: float = 0.7, seed: int = 7
) -> tuple[np.ndarray, np.ndarray]:
    """Votes of camps that each hold a random pattern, with one vote in ten turned round and some not given."""
    generator = np.random.default_rng(seed)
    patterns = generator.choice([-1.0, 1.0], size=(len(sizes), statements))
    camp = np.repeat(np.arange(len(sizes)), sizes)
    votes = patterns[camp] * np.where(generator.random((len(camp), statements)) < 0.1, -1.0, 1.0)
    votes[generator.random(votes.shape) > seen] = np.nan
    return votes, camp


@pytest.mark.parametrize("sizes", [(40, 25), (30, 20, 15)])
def test_it_finds_the_camps_that_are_there(sizes: tuple[int, ...]) -> None:
    votes, camp = camps(sizes)
    drawn = draw_map(votes)
    assert adjusted_rand_index(drawn.group, camp) > 0.9
    assert np.bincount(drawn.group).tolist() == sorted(np.bincount(drawn.group).tolist(), reverse=True)
    assert drawn.silhouette > 0.5
    assert drawn.stability is not None
    assert drawn.stability > 0.9
    assert all(1 <= len(found) <= 5 for found in drawn.representative)


def test_noise_has_unstable_groups() -> None:
    votes = np.random.default_rng(3).choice([-1.0, 0.0, 1.0], size=(80, 20))
    drawn = draw_map(votes)
    assert drawn.stability is None or drawn.stability < 0.6


def test_the_same_votes_give_the_same_map_in_any_order() -> None:
    votes, _ = camps((40, 25))
    first, again = draw_map(votes), draw_map(votes.copy())
    assert np.array_equal(first.position, again.position)
    assert np.array_equal(first.group, again.group)
    assert first.stability == again.stability
    order = np.random.default_rng(1).permutation(len(votes))
    shuffled = draw_map(votes[order], resamples=0)
    assert np.allclose(shuffled.position, first.position[order], atol=1e-9)
    assert np.array_equal(shuffled.group, first.group[order])


def test_the_sign_of_a_component_is_fixed_by_its_largest_loading() -> None:
    votes, _ = camps((40, 25))
    for matrix in (votes, -votes):
        axes = principal_components(matrix).axes
        assert (axes[[0, 1], np.abs(axes).argmax(axis=1)] > 0).all()


def test_who_voted_little_is_not_in_a_group() -> None:
    votes, _ = camps((40, 25))
    votes[0, 6:] = np.nan
    votes[1] = np.nan
    drawn = draw_map(votes, resamples=0)
    assert drawn.group[:2].tolist() == [-1, -1]
    assert drawn.position[1].tolist() == [0.0, 0.0]
    assert in_conversation(votes[:, :3]).sum() == (~np.isnan(votes[:, :3])).all(axis=1).sum()


@st.composite
def any_votes(draw: st.DrawFn) -> np.ndarray:
    participants, statements = draw(st.integers(0, 12)), draw(st.integers(0, 6))
    count = participants * statements
    cells = draw(st.lists(st.sampled_from([-1.0, 0.0, 1.0, float("nan")]), min_size=count, max_size=count))
    return np.array(cells, dtype=float).reshape(participants, statements)


@given(any_votes())
@settings(deadline=None)
def test_any_votes_can_be_drawn(votes: np.ndarray) -> None:
    drawn = draw_map(votes, min_group_size=2, resamples=2)
    assert np.isfinite(drawn.position).all()
    assert np.isfinite(drawn.statement_position).all()
    assert np.isfinite(drawn.priority).all()
    assert ((drawn.consensus > 0) & (drawn.consensus <= 1)).all()
    sizes = np.bincount(drawn.group[drawn.group >= 0])
    assert len(sizes) <= 5
    assert len(sizes) <= 1 or sizes.min() >= 2


def test_no_group_is_smaller_than_the_minimum() -> None:
    points = np.array([[0.0, 0.0]] * 20 + [[10.0, 1.0]] * 20 + [[5.0, 9.0]] * 3)
    points = points + np.random.default_rng(5).normal(scale=0.1, size=points.shape)
    assert np.bincount(cluster(points, min_group_size=3).labels).tolist() == [20, 20, 3]
    assert min(np.bincount(cluster(points, min_group_size=5).labels)) >= 5
    assert cluster(points[:4], min_group_size=5).k == 1
    assert cluster(np.ones((30, 2))).k == 1


def test_silhouette_of_a_case_by_hand() -> None:
    """Points 0, 1 | 5 on a line: (1 - 1/5), (1 - 1/4), and 0 for the group of one."""
    points = np.array([[0.0, 0.0], [1.0, 0.0], [5.0, 0.0]])
    assert silhouette(points, [np.array([0, 0, 1])]) == [pytest.approx((0.8 + 0.75 + 0.0) / 3)]


def test_projection_follows_the_formula() -> None:
    votes, _ = camps((40, 25))
    components = principal_components(votes)
    person = votes[3]
    seen = ~np.isnan(person)
    expected = np.sqrt(len(person) / seen.sum()) * sum(
        (person[index] - components.center[index]) * components.axes[:, index] for index in np.flatnonzero(seen)
    )
    assert np.allclose(project(votes, components)[3], expected)


def test_group_figures_by_hand() -> None:
    matrix = vote_matrix([0, 0, 1, 2, 3, 3], [0, 1, 0, 0, 0, 1], [1, -1, 0, 1, -1, 1], 4, 2)
    counts = group_counts(matrix, np.array([0, 0, 1, -1]))
    assert counts.agree.tolist() == [[1, 0], [1, 0]]
    assert counts.disagree.tolist() == [[0, 1], [0, 0]]
    assert counts.seen.tolist() == [[2, 1], [1, 0]]
    assert group_aware_consensus(counts).tolist() == [pytest.approx(2 / 4 * 2 / 3), pytest.approx(1 / 3 * 1 / 2)]


def test_a_statement_represents_a_group_only_when_both_tests_say_so() -> None:
    counts = GroupCounts(
        agree=np.array([[18, 18, 3], [2, 18, 0]]),
        disagree=np.array([[1, 1, 1], [17, 1, 2]]),
        seen=np.array([[20, 20, 5], [20, 20, 5]]),
    )
    first, second = representative_statements(counts)
    assert [(item.statement, item.choice) for item in first] == [(0, 1)]
    assert [(item.statement, item.choice) for item in second] == [(0, -1)]


def test_new_statements_come_before_old_ones_and_meta_ones_have_their_own_place() -> None:
    counts = np.array([2, 20, 20]), np.array([0, 0, 0]), np.array([2, 20, 40])
    new, agreed, passed = routing_priorities(*counts, np.zeros(3))
    assert new > agreed > passed
    assert routing_priorities(*counts, np.zeros(3), meta=np.array([False, True, False]))[1] == 49
    assert routing_priorities(*counts, np.array([0.0, 2.0, 0.0]))[1] == pytest.approx(9 * agreed)
