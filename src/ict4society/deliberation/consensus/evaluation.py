"""The rules themselves, as arrays over statements and groups. docs/formulas.md explains each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ict4society.deliberation.consensus.parameters import Parameters
from ict4society.deliberation.consensus.posterior import Floats, Ints, probability_above, quantile
from ict4society.deliberation.consensus.result import UNDECLARED
from ict4society.deliberation.consensus.verdict import Verdict

Bools = NDArray[np.bool_]

AGREE, DISAGREE, PASS = range(3)
"""Positions of the three choices on the last axis of `counts`."""

VERDICTS: tuple[Verdict, ...] = tuple(Verdict)
"""Verdict codes are positions in this tuple."""


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """What each group's votes say: arrays of one shape (…, groups)."""

    n: Ints
    eligible: Bools
    lower: Floats
    opposition: Floats


def group_figures(counts: Ints, declared: Bools, parameters: Parameters) -> GroupFigures:
    """Eligibility, the lower quantile of agreement and the probability of opposition, per group."""
    n = counts.sum(axis=-1)
    return GroupFigures(
        n=n,
        eligible=declared & (n >= parameters.min_group_size),
        lower=quantile(counts[..., AGREE], n, parameters.prior, parameters.quantile),
        opposition=probability_above(counts[..., DISAGREE], n, parameters.prior, parameters.opposition_threshold),
    )


def verdict_codes(counts: Ints, figures: GroupFigures, parameters: Parameters) -> Ints:
    """The verdict of each statement as a position in `VERDICTS`.

    Only eligible groups agree or oppose: a group without a single vote would otherwise block every consensus, since
    half of its prior lies above the threshold. The majority is one of all votes, undeclared participants and passes
    included: an abstention does not help a majority within a group either.
    """
    eligible = figures.eligible
    agrees = (figures.lower >= parameters.agreement_threshold) | ~eligible
    blocks = (figures.opposition > parameters.block_probability) & eligible
    opposes = (figures.opposition > parameters.oppose_probability) & eligible
    majority = 2 * counts[..., AGREE].sum(axis=-1) > figures.n.sum(axis=-1)
    opposed = opposes.any(axis=-1)
    codes = np.select(
        [
            eligible.sum(axis=-1) < parameters.min_groups,
            agrees.all(axis=-1) & ~blocks.any(axis=-1),
            opposed & majority,
            opposed,
        ],
        [
            VERDICTS.index(Verdict.INSUFFICIENT),
            VERDICTS.index(Verdict.CONSENSUS),
            VERDICTS.index(Verdict.MAJORITY_WITH_OPPOSITION),
            VERDICTS.index(Verdict.CONTESTED),
        ],
        VERDICTS.index(Verdict.UNCLEAR),
    )
    return np.asarray(codes, dtype=np.int64)


def checked(counts: NDArray[np.integer], groups: Sequence[str], eligible: Sequence[bool]) -> tuple[Ints, Bools]:
    """The arguments of an assessment as arrays. Raises ValueError when they do not belong together."""
    array = np.asarray(counts)
    if array.ndim != 3 or array.shape[2] != 3:
        raise ValueError("counts must have the shape (statements, groups, 3)")
    if len(groups) != array.shape[1] or len(eligible) != array.shape[1]:
        raise ValueError("groups and eligible must name every group of counts")
    if len(set(groups)) != len(groups):
        raise ValueError("group names must be distinct")
    if not np.issubdtype(array.dtype, np.integer):
        raise ValueError("counts must be whole numbers")
    if array.size and array.min() < 0:
        raise ValueError("counts must not be negative")
    named = np.array([name != UNDECLARED for name in groups], dtype=np.bool_)
    return array.astype(np.int64), named & np.asarray(eligible, dtype=np.bool_)
