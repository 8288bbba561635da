"""The matrix of votes: participants by statements, NaN where somebody did not vote."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

MIN_VOTES = 7
"""Votes that a participant needs to be placed on the map."""


def vote_matrix(
    participant: ArrayLike, statement: ArrayLike, choice: ArrayLike, participants: int, statements: int
) -> Floats:
    """The matrix of shape (participants, statements) from one (participant, statement, choice) per vote."""
    matrix = np.full((participants, statements), np.nan)
    matrix[np.asarray(participant, dtype=np.int64), np.asarray(statement, dtype=np.int64)] = np.asarray(choice)
    return matrix


def in_conversation(matrix: Floats, min_votes: int = MIN_VOTES) -> Bools:
    """Who voted often enough to be placed: `min_votes` times, or on all statements where there are fewer."""
    votes = (~np.isnan(matrix)).sum(axis=1)
    return np.asarray((votes >= min(min_votes, matrix.shape[1])) & (votes > 0), dtype=np.bool_)
