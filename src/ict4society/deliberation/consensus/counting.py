"""Counting votes: from one row per vote to counts per statement and group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ict4society.deliberation.consensus.posterior import Ints

CHOICES = (1, -1, 0)
"""The choice that each position on the last axis of `counts` counts: agree, disagree, pass."""


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes of a round: `unit[i]` of group `unit_group[unit[i]]` gave `choice[i]` (1, 0, -1) on `statement[i]`.

    A unit is an organisation, or a person without one; it votes at most once on a statement.
    """

    unit: Ints
    statement: Ints
    choice: NDArray[np.int8]
    unit_group: Ints
    statements: int
    groups: int

    @classmethod
    def of(
        cls,
        *,
        unit: ArrayLike,
        statement: ArrayLike,
        choice: ArrayLike,
        unit_group: ArrayLike,
        statements: int,
        groups: int,
    ) -> Votes:
        """Votes from sequences or buffers. Raises ValueError for an index or choice out of range, or a second vote."""
        votes = cls(
            unit=np.asarray(unit, dtype=np.int64),
            statement=np.asarray(statement, dtype=np.int64),
            choice=np.asarray(choice, dtype=np.int8),
            unit_group=np.asarray(unit_group, dtype=np.int64),
            statements=statements,
            groups=groups,
        )
        if not len(votes.unit) == len(votes.statement) == len(votes.choice):
            raise ValueError("unit, statement and choice must have one entry per vote")
        for name, indices, limit in (
            ("unit", votes.unit, len(votes.unit_group)),
            ("statement", votes.statement, statements),
            ("unit_group", votes.unit_group, groups),
        ):
            if indices.size and not (indices.min() >= 0 and indices.max() < limit):
                raise ValueError(f"{name} has an index out of range")
        if not np.isin(votes.choice, CHOICES).all():
            raise ValueError("choice must be 1, 0 or -1")
        pairs = votes.unit * max(statements, 1) + votes.statement
        if len(np.unique(pairs)) != len(pairs):
            raise ValueError("a unit votes only once on a statement")
        return votes

    @property
    def position(self) -> Ints:
        """Per vote the position of its choice on the last axis of `counts`."""
        return np.asarray(np.array([2, 0, 1], dtype=np.int64)[self.choice], dtype=np.int64)

    @property
    def cell(self) -> Ints:
        """Per vote the flat index of its (statement, group, choice) in `counts`."""
        return (self.statement * self.groups + self.unit_group[self.unit]) * len(CHOICES) + self.position


def tally(votes: Votes) -> Ints:
    """Counts of shape (statements, groups, 3): agrees, disagrees, passes."""
    shape = (votes.statements, votes.groups, len(CHOICES))
    return np.bincount(votes.cell, minlength=int(np.prod(shape))).reshape(shape).astype(np.int64)
