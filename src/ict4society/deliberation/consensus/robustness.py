"""Does a verdict hang on a single organisation? The leave-one-out check, exact and fast."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ict4society.deliberation.consensus.counting import CHOICES, Votes, tally
from ict4society.deliberation.consensus.evaluation import (
    VERDICTS,
    Bools,
    GroupFigures,
    checked,
    group_figures,
    verdict_codes,
)
from ict4society.deliberation.consensus.parameters import Parameters
from ict4society.deliberation.consensus.posterior import Ints
from ict4society.deliberation.consensus.result import Removal


def leave_one_out(
    votes: Votes,
    groups: Sequence[str],
    eligible: Sequence[bool],
    parameters: Parameters,
    *,
    organisations: Sequence[bool] | None = None,
) -> list[tuple[Removal, ...]]:
    """For each statement the units whose removal from the round would change its verdict (empty: the verdict is
    robust).

    Exact: units of one group with one choice are interchangeable, so that a statement has at most groups × 3 different
    outcomes, all of which are evaluated. With `organisations` (a flag per unit) only those units are left out,
    otherwise people without an organisation as well.
    """
    counts, declared = checked(tally(votes), groups, eligible)
    removable = votes.cell if organisations is None else votes.cell[_flags(organisations, votes)[votes.unit]]
    cells = np.unique(removable)
    statement, group, position = np.unravel_index(cells, counts.shape)
    alternatives = counts[statement]
    alternatives[np.arange(len(cells)), group, position] -= 1
    figures = _alternative_figures(alternatives, counts, statement, group, declared, parameters)
    before = verdict_codes(counts, group_figures(counts, declared, parameters), parameters)
    after = verdict_codes(alternatives, figures, parameters)

    members = _members(votes, cells[after != before[statement]], organisations)
    changes: list[list[Removal]] = [[] for _ in range(votes.statements)]
    for index in np.flatnonzero(after != before[statement]):
        changes[statement[index]].append(
            Removal(
                group=groups[group[index]],
                choice=CHOICES[position[index]],
                verdict=VERDICTS[after[index]],
                members=members[int(cells[index])],
            )
        )
    return [tuple(removals) for removals in changes]


def _alternative_figures(
    alternatives: Ints, counts: Ints, statement: Ints, group: Ints, declared: Bools, parameters: Parameters
) -> GroupFigures:
    """The figures after each removal: only the group that lost a unit is computed anew."""
    base = group_figures(counts, declared, parameters)
    rows = np.arange(len(statement))
    changed = group_figures(alternatives[rows, group][:, None, :], declared[group][:, None], parameters)
    figures = GroupFigures(
        n=base.n[statement],
        eligible=base.eligible[statement],
        lower=base.lower[statement],
        opposition=base.opposition[statement],
    )
    for name in ("n", "eligible", "lower", "opposition"):
        getattr(figures, name)[rows, group] = getattr(changed, name)[:, 0]
    return figures


def _members(votes: Votes, cells: Ints, organisations: Sequence[bool] | None) -> dict[int, tuple[int, ...]]:
    """The units behind each of the `cells`, in ascending order."""
    wanted = np.isin(votes.cell, cells)
    if organisations is not None:
        wanted &= _flags(organisations, votes)[votes.unit]
    members: dict[int, list[int]] = {int(cell): [] for cell in cells}
    for cell, unit in sorted(zip(votes.cell[wanted].tolist(), votes.unit[wanted].tolist(), strict=True)):
        members[cell].append(unit)
    return {cell: tuple(units) for cell, units in members.items()}


def _flags(organisations: Sequence[bool], votes: Votes) -> Bools:
    if len(organisations) != len(votes.unit_group):
        raise ValueError("organisations must have one flag per unit")
    return np.asarray(organisations, dtype=np.bool_)
