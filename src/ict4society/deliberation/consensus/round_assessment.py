"""One call from the votes of a round to its whole result."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from ict4society.deliberation.consensus.assessment import assess
from ict4society.deliberation.consensus.counting import Votes, tally
from ict4society.deliberation.consensus.parameters import Parameters
from ict4society.deliberation.consensus.result import UNDECLARED, GroupCoverage, RoundResult, StatementInfo
from ict4society.deliberation.consensus.robustness import leave_one_out


def assess_round(
    round_name: str,
    statements: Sequence[StatementInfo],
    unit_groups: Sequence[str],
    *,
    unit: ArrayLike,
    statement: ArrayLike,
    choice: ArrayLike,
    parameters: Parameters,
    ineligible: frozenset[str] = frozenset(),
    organisations: Sequence[bool] | None = None,
    check_removals: bool = True,
) -> RoundResult:
    """Assess a round given one group name per unit and one (unit, statement, choice) per vote.

    A unit is an organisation or a person without one; `unit` and `statement` are positions in `unit_groups` and
    `statements`; `choice` is 1 (agree), 0 (pass) or -1 (disagree). Groups come out by name, undeclared ("") last; those
    in `ineligible` are counted and shown only. `organisations` (a flag per unit) limits the leave-one-out check to
    them. Raises ValueError when the arguments do not belong together.
    """
    names = sorted(set(unit_groups), key=lambda name: (name == UNDECLARED, name))
    place = {name: index for index, name in enumerate(names)}
    unit_group = np.fromiter((place[name] for name in unit_groups), dtype=np.int64, count=len(unit_groups))
    votes = Votes.of(
        unit=unit,
        statement=statement,
        choice=choice,
        unit_group=unit_group,
        statements=len(statements),
        groups=len(names),
    )
    declared = [name != UNDECLARED and name not in ineligible for name in names]
    sizes = [int(size) for size in np.bincount(unit_group, minlength=len(names))]
    return RoundResult(
        round=round_name,
        parameters=parameters,
        groups=tuple(map(GroupCoverage, names, sizes, declared)),
        infos=tuple(statements),
        statements=tuple(assess(tally(votes), names, declared, parameters, participants=sizes)),
        removals=tuple(leave_one_out(votes, names, declared, parameters, organisations=organisations))
        if check_removals
        else None,
    )
