"""From counts to results: verdict, rank and the figures of every group, statement by statement."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ict4society.deliberation.consensus.evaluation import (
    AGREE,
    DISAGREE,
    PASS,
    VERDICTS,
    GroupFigures,
    checked,
    group_figures,
    verdict_codes,
)
from ict4society.deliberation.consensus.parameters import Parameters
from ict4society.deliberation.consensus.posterior import Floats, Ints, quantile
from ict4society.deliberation.consensus.result import GroupResult, Overall, StatementResult
from ict4society.deliberation.consensus.wilson import wilson_lower_bound

# Scores that differ by less are the same score, added up in another order.
_RANK_DIGITS = 12


def assess(
    counts: NDArray[np.integer],
    groups: Sequence[str],
    eligible: Sequence[bool],
    parameters: Parameters,
    *,
    participants: Sequence[int] | None = None,
) -> list[StatementResult]:
    """Assess every statement of a round across its stakeholder groups.

    `counts[statement, group]` are agrees, disagrees and passes (one unit per organisation). `eligible[group]` says
    whether the group may be eligible at all; a group named "" (undeclared) never is. A group is eligible on a statement
    when, in addition, `min_group_size` of its units voted there. `participants` are the groups' sizes, for coverage.
    Raises ValueError when the arguments do not belong together.
    Source: DESIGN.md, after ISO/IEC Guide 2:2004, 1.7 (consensus).
    """
    array, declared = checked(counts, groups, eligible)
    figures = group_figures(array, declared, parameters)
    upper = quantile(array[..., AGREE], figures.n, parameters.prior, 1 - parameters.quantile)
    wilson = wilson_lower_bound(array[..., AGREE].astype(np.float64), figures.n.astype(np.float64), parameters.z)
    codes = verdict_codes(array, figures, parameters)
    means = _geometric_means(array, figures, parameters.prior)
    minimum = np.where(figures.eligible, wilson, np.inf).min(axis=-1, initial=np.inf)
    ranks = _ranks(minimum, means)
    sizes: Sequence[int | None] = [None] * len(groups) if participants is None else participants
    results = []
    for s in range(array.shape[0]):
        rows = tuple(
            GroupResult(
                group=name,
                agree=int(array[s, g, AGREE]),
                disagree=int(array[s, g, DISAGREE]),
                passed=int(array[s, g, PASS]),
                eligible=bool(figures.eligible[s, g]),
                agreement_interval=(float(figures.lower[s, g]), float(upper[s, g])),
                opposition_probability=float(figures.opposition[s, g]),
                wilson_lower=float(wilson[s, g]),
                participants=sizes[g],
            )
            for g, name in enumerate(groups)
        )
        ranked = bool(figures.eligible[s].any())
        total = array[s].sum(axis=0)
        results.append(
            StatementResult(
                verdict=VERDICTS[codes[s]],
                rank=int(ranks[s]),
                weakest_group=_weakest(rows),
                min_wilson_lower=float(minimum[s]) if ranked else None,
                geometric_mean=float(means[s]) if ranked else None,
                overall=Overall(agree=int(total[AGREE]), disagree=int(total[DISAGREE]), passed=int(total[PASS])),
                groups=rows,
            )
        )
    return results


def _geometric_means(counts: Ints, figures: GroupFigures, prior: float) -> Floats:
    """Per statement the geometric mean over eligible groups of E[agreement] · (1 - E[opposition])."""
    total = figures.n + 2 * prior
    product = (counts[..., AGREE] + prior) / total * (1 - (counts[..., DISAGREE] + prior) / total)
    logs = np.where(figures.eligible, np.log(product), 0.0)
    groups = figures.eligible.sum(axis=-1)
    return np.asarray(np.exp(logs.sum(axis=-1) / np.maximum(groups, 1)), dtype=np.float64)


def _ranks(minimum: Floats, means: Floats) -> Ints:
    """Unique ranks from 1: highest minimum, then highest mean, then order; statements without eligible group last."""
    without = np.isinf(minimum)
    first = np.where(without, 0.0, -np.round(minimum, _RANK_DIGITS))
    second = np.where(without, 0.0, -np.round(means, _RANK_DIGITS))
    order = np.lexsort((np.arange(len(minimum)), second, first, without))
    ranks = np.empty(len(minimum), dtype=np.int64)
    ranks[order] = np.arange(1, len(minimum) + 1)
    return ranks


def _weakest(rows: Sequence[GroupResult]) -> str | None:
    """The eligible group with the lowest Wilson bound; of equals the first by name, so that order does not matter."""
    candidates = [row for row in rows if row.eligible]
    return min(candidates, key=lambda row: (row.wilson_lower, row.group)).group if candidates else None
