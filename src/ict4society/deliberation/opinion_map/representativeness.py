"""What a group of the map stands for: group-aware consensus and representative statements."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ict4society.deliberation.opinion_map.matrix import Floats, Ints

Z_90 = 1.2816
"""The standard normal quantile of 90 % (one-sided), which both tests must exceed."""


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """Agrees, disagrees and all votes (passes included) of shape (groups, statements)."""

    agree: Ints
    disagree: Ints
    seen: Ints


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that sets a group apart: `choice` 1 (its members agree) or -1, by how much and how surely.

    `probability` is the smoothed share (count + 1) / (seen + 2) in the group, `ratio` its multiple of that outside;
    `z_inside` tests the share against one half, `z_difference` against that outside; `score` orders the statements.
    """

    statement: int
    choice: int
    count: int
    seen: int
    probability: float
    ratio: float
    z_inside: float
    z_difference: float

    @property
    def score(self) -> float:
        """The product of effect and certainty by which Polis orders representative statements."""
        return self.probability * self.ratio * self.z_inside * self.z_difference


def group_counts(matrix: Floats, group: Ints) -> GroupCounts:
    """The counts of each group, given one group number per participant (negative: in no group)."""
    groups = int(group.max(initial=-1)) + 1
    member = (group[None, :] == np.arange(groups)[:, None]).astype(np.int64)
    return GroupCounts(
        agree=member @ (matrix == 1).astype(np.int64),
        disagree=member @ (matrix == -1).astype(np.int64),
        seen=member @ (~np.isnan(matrix)).astype(np.int64),
    )


def group_aware_consensus(counts: GroupCounts) -> Floats:
    """Per statement the product over groups of the smoothed share of agreement, Π (A + 1) / (S + 2): high when all
    agree.
    """
    return np.asarray(((counts.agree + 1) / (counts.seen + 2)).prod(axis=0), dtype=np.float64)


def representative_statements(counts: GroupCounts, *, limit: int = 5) -> list[list[Representative]]:
    """Per group up to `limit` statements that set it apart, the most representative first.

    A statement is kept when its share in the group exceeds one half and that of all other groups together, each by a
    z-test with z > 1.2816 on counts to which one success and one trial are added. When it could stand for agreement and
    disagreement alike, the better score decides. A group that nothing sets apart has none (the reference system then
    shows its best statement all the same, and lists agreement before disagreement).
    """
    chosen = []
    for group in range(len(counts.seen)):
        found: dict[int, Representative] = {}
        for choice, successes in ((1, counts.agree), (-1, counts.disagree)):
            for candidate in _candidates(successes, counts.seen, group, choice):
                if candidate.statement not in found or found[candidate.statement].score < candidate.score:
                    found[candidate.statement] = candidate
        chosen.append(sorted(found.values(), key=lambda item: (-item.score, item.statement))[:limit])
    return chosen


def _candidates(successes: Ints, seen: Ints, group: int, choice: int) -> list[Representative]:
    inside, trials = successes[group], seen[group]
    outside, others = successes.sum(axis=0) - inside, seen.sum(axis=0) - trials
    probability = (inside + 1) / (trials + 2)
    ratio = probability / ((outside + 1) / (others + 2))
    z_inside = _z_one_half(inside, trials)
    z_difference = _z_two_proportions(inside, trials, outside, others)
    return [
        Representative(
            statement=int(statement),
            choice=choice,
            count=int(inside[statement]),
            seen=int(trials[statement]),
            probability=float(probability[statement]),
            ratio=float(ratio[statement]),
            z_inside=float(z_inside[statement]),
            z_difference=float(z_difference[statement]),
        )
        for statement in np.flatnonzero((z_inside > Z_90) & (z_difference > Z_90))
    ]


def _z_one_half(successes: Ints, trials: Ints) -> Floats:
    """One-proportion z-test against one half, one success and one trial added."""
    n = trials + 1
    return np.asarray(2 * np.sqrt(n) * ((successes + 1) / n - 0.5), dtype=np.float64)


def _z_two_proportions(successes: Ints, trials: Ints, other_successes: Ints, other_trials: Ints) -> Floats:
    """Two-proportion z-test with pooled variance, one success and one trial added on each side; 0 without variance."""
    n, m = trials + 1, other_trials + 1
    pooled = (successes + other_successes + 2) / (n + m)
    variance = pooled * (1 - pooled) * (1 / n + 1 / m)
    difference = (successes + 1) / n - (other_successes + 1) / m
    return np.where(variance > 0, difference / np.sqrt(np.where(variance > 0, variance, 1.0)), 0.0)
