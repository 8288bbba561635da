"""Leaving out one organisation: the fast check against doing it one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ict4society.deliberation.consensus import Parameters, Verdict, Votes, assess, leave_one_out, tally

# Small groups and few of them, so that a single unit often decides.
PARAMETERS = Parameters(min_group_size=3, min_groups=2, agreement_threshold=0.5)
GROUPS = ["a", "b", "c", ""]
DECLARED = [True] * 4


@st.composite
def votes(draw: st.DrawFn) -> Votes:
    unit_group = draw(st.lists(st.integers(0, 3), min_size=1, max_size=24))
    statements = draw(st.integers(1, 3))
    leaning = draw(st.sampled_from([[1, 1, 1, 0, -1], [1, 0, -1], [-1, -1, 1]]))
    cells = [
        (unit, statement, draw(st.sampled_from(leaning)))
        for unit in range(len(unit_group))
        for statement in range(statements)
        if draw(st.integers(0, 9))
    ]
    unit, statement, choice = zip(*cells, strict=True) if cells else ((), (), ())
    return Votes.of(
        unit=unit, statement=statement, choice=choice, unit_group=unit_group, statements=statements, groups=len(GROUPS)
    )


def verdicts(round_votes: Votes) -> list[Verdict]:
    return [result.verdict for result in assess(tally(round_votes), GROUPS, DECLARED, PARAMETERS)]


def without(round_votes: Votes, unit: int) -> Votes:
    kept = round_votes.unit != unit
    return Votes.of(
        unit=round_votes.unit[kept],
        statement=round_votes.statement[kept],
        choice=round_votes.choice[kept],
        unit_group=round_votes.unit_group,
        statements=round_votes.statements,
        groups=round_votes.groups,
    )


@given(votes(), st.data())
def test_it_finds_exactly_the_units_that_decide(round_votes: Votes, data: st.DataObject) -> None:
    units = len(round_votes.unit_group)
    organisations = data.draw(st.none() | st.lists(st.booleans(), min_size=units, max_size=units))
    before = verdicts(round_votes)
    expected: list[dict[int, Verdict]] = [{} for _ in before]
    for unit in range(units):
        if organisations is not None and not organisations[unit]:
            continue
        for statement, verdict in enumerate(verdicts(without(round_votes, unit))):
            if verdict is not before[statement]:
                expected[statement][unit] = verdict
    found = leave_one_out(round_votes, GROUPS, DECLARED, PARAMETERS, organisations=organisations)
    assert [
        {member: removal.verdict for removal in removals for member in removal.members} for removals in found
    ] == expected
    for removals in found:
        assert len({(removal.group, removal.choice) for removal in removals}) == len(removals)
        assert all(removal.units == len(removal.members) > 0 for removal in removals)


def test_five_organisations_hang_on_each_of_them() -> None:
    """At five votes a group is just eligible: without any of them there are only two groups left."""
    unit_group = [0] * 5 + [1] * 20 + [2] * 20
    round_votes = Votes.of(
        unit=range(45), statement=[0] * 45, choice=[1] * 45, unit_group=unit_group, statements=1, groups=3
    )
    [removals] = leave_one_out(round_votes, ["a", "b", "c"], [True] * 3, Parameters())
    assert [(removal.group, removal.choice, removal.units, removal.verdict) for removal in removals] == [
        ("a", 1, 5, Verdict.INSUFFICIENT)
    ]


def test_votes_that_do_not_fit_are_refused() -> None:
    fitting: dict[str, Any] = {
        "unit": [0],
        "statement": [0],
        "choice": [1],
        "unit_group": [0],
        "statements": 1,
        "groups": 1,
    }
    Votes.of(**fitting)
    for wrong in (
        {"unit": [1]},
        {"unit": [-1]},
        {"statement": [1]},
        {"choice": [2]},
        {"unit_group": [1]},
        {"choice": [1, 1]},
        {"unit": [0, 0], "statement": [0, 0], "choice": [1, 0]},
    ):
        with pytest.raises(ValueError):
            Votes.of(**{**fitting, **wrong})


def test_tally_counts_each_choice_in_its_place() -> None:
    round_votes = Votes.of(
        unit=[0, 1, 2, 0], statement=[0, 0, 0, 1], choice=[1, -1, 0, 0], unit_group=[0, 1, 1], statements=2, groups=2
    )
    assert np.array_equal(tally(round_votes), [[[1, 0, 0], [0, 1, 1]], [[0, 0, 1], [0, 0, 0]]])
