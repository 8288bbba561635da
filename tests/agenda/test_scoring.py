"""The agenda score: gate, score, half-life, exploration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ict4society.agenda.scoring import (
    AgendaParameters,
    Candidate,
    GroupSupport,
    PlaceReason,
    age_weight,
    arrange,
    explain,
)
from ict4society.deliberation.consensus.wilson import wilson_lower_bound

DEFAULTS = AgendaParameters()
GROUPS = ("academia", "citizen", "civil_society", "consumer", "enterprise", "public_body", "union")

supports = st.builds(
    lambda supporters, others, units: GroupSupport(supporters, supporters + others, min(units, supporters)),
    st.integers(0, 40),
    st.integers(0, 200),
    st.integers(0, 40),
)
responses = st.dictionaries(st.sampled_from(GROUPS), supports, min_size=1)


@pytest.mark.parametrize(
    ("units", "passes"),
    [((2, 2, 2), True), ((2, 2, 1), False), ((9, 9, 0), False), ((1, 1, 1, 1, 1), False), ((2, 1, 2, 2), True)],
)
def test_the_gate_asks_for_two_organisations_in_each_of_three_groups(units: tuple[int, ...], passes: bool) -> None:
    groups = {GROUPS[index]: GroupSupport(count, 20, count) for index, count in enumerate(units)}
    explanation = explain(groups, DEFAULTS)
    assert explanation.passes_gate is passes
    assert explanation.gate_groups == sum(count >= 2 for count in units)


def test_many_colleagues_of_one_organisation_are_one_unit() -> None:
    groups = {name: GroupSupport(supports=30, exposures=40, units=1) for name in GROUPS}
    assert not explain(groups, DEFAULTS).passes_gate


def test_the_score_is_the_mean_of_the_groups_lower_bounds() -> None:
    groups = {"union": GroupSupport(3, 4, 2), "academia": GroupSupport(5, 50, 4), "citizen": GroupSupport()}
    explanation = explain(groups, DEFAULTS)
    bounds = [wilson_lower_bound(5.0, 50.0, 1.645), 0.0, wilson_lower_bound(3.0, 4.0, 1.645)]
    assert [line.lower_bound for line in explanation.groups] == bounds
    assert explanation.score == pytest.approx(sum(bounds) / 3)
    shown = explanation.to_dict()
    assert shown["parameters"]["z"] == 1.645
    assert shown["groups"][2] == {
        "group": "union",
        "supports": 3,
        "exposures": 4,
        "units": 2,
        "lower_bound": bounds[2],
        "counts_for_gate": True,
    }


def test_nobody_is_a_group_without_a_name_and_supporters_have_seen_what_they_support() -> None:
    assert explain({}, DEFAULTS).score == 0
    assert explain({"": GroupSupport(50, 50, 50)}, DEFAULTS) == explain({}, DEFAULTS)
    assert explain({"union": GroupSupport(3, 0, 3)}, DEFAULTS).groups[0].exposures == 3


@given(responses, st.randoms(use_true_random=False))
def test_the_order_of_groups_does_not_matter(groups: dict[str, GroupSupport], chance: object) -> None:
    names = list(groups)
    chance.shuffle(names)  # type: ignore[attr-defined]
    assert explain({name: groups[name] for name in names}, DEFAULTS) == explain(groups, DEFAULTS)


@given(responses, st.data())
def test_another_supporter_raises_the_score_and_an_unmoved_reader_lowers_it(
    groups: dict[str, GroupSupport], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(groups)))
    old = groups[name]
    before = explain(groups, DEFAULTS)
    more = explain({**groups, name: GroupSupport(old.supports + 1, old.exposures + 1, old.units + 1)}, DEFAULTS)
    seen = explain({**groups, name: GroupSupport(old.supports, old.exposures + 1, old.units)}, DEFAULTS)
    assert more.score > before.score >= seen.score >= 0
    assert more.score < 1
    assert more.gate_groups >= before.gate_groups


def test_a_broad_proposal_beats_one_that_a_single_group_cheers() -> None:
    broad = {name: GroupSupport(6, 12, 4) for name in GROUPS}
    narrow = {name: GroupSupport(0, 12, 0) for name in GROUPS} | {"enterprise": GroupSupport(200, 200, 90)}
    assert explain(broad, DEFAULTS).score > explain(narrow, DEFAULTS).score


def test_age_halves_every_thirty_days_where_asked() -> None:
    assert [age_weight(days, 30) for days in (0, 30, 60)] == [1, 0.5, 0.25]
    assert age_weight(365, None) == 1
    assert age_weight(-1, 30) == 1
    old, fresh = age_weight(90, 30), age_weight(1, 30)
    faded = explain({"union": GroupSupport(20 * old, 30 * old, 9)}, DEFAULTS)
    recent = explain({"union": GroupSupport(20 * fresh, 30 * fresh, 9)}, DEFAULTS)
    assert faded.score < recent.score


def candidate(key: str, score: float, *, gate: bool = True, age: float = 100, exposures: float = 500) -> Candidate[str]:
    return Candidate(key, score, gate, age, exposures)


def test_every_fifth_place_explores() -> None:
    listed = [candidate(f"old{index}", 0.9 - index / 100) for index in range(9)]
    new = [
        candidate("seen", 0.0, gate=False, age=2, exposures=20),
        candidate("fresh", 0.0, gate=False, age=1, exposures=3),
        candidate("exposed", 0.0, gate=False, age=1, exposures=50),
        candidate("stale", 0.0, gate=False, age=15, exposures=0),
    ]
    places = arrange([*new, *listed], DEFAULTS)
    assert [place.key for place in places] == [
        *["old0", "old1", "old2", "old3", "fresh", "old4", "old5", "old6", "old7", "seen", "old8"],
        *["exposed", "stale"],
    ]
    explored = [index for index, place in enumerate(places) if place.reason is PlaceReason.EXPLORATION]
    assert explored == [4, 9]
    without = arrange([*new, *listed], AgendaParameters(exploration_every=0))
    assert all(place.reason is PlaceReason.SCORE for place in without)


@given(
    st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.floats(0, 40), st.integers(0, 100)), max_size=30),
    st.integers(0, 6),
)
def test_everybody_gets_exactly_one_place(rows: list[tuple[float, bool, float, int]], every: int) -> None:
    candidates = [Candidate(index, *row) for index, row in enumerate(rows)]
    parameters = AgendaParameters(exploration_every=every)
    places = arrange(candidates, parameters)
    assert sorted(place.key for place in places) == list(range(len(rows)))
    by_score = [candidates[place.key] for place in places if place.reason is PlaceReason.SCORE]
    assert by_score == sorted(by_score, key=lambda item: (not item.passes_gate, -item.score, item.key))
    for index, place in enumerate(places):
        if place.reason is PlaceReason.EXPLORATION:
            assert (index + 1) % every == 0
            assert candidates[place.key].age_days <= parameters.exploration_days


@pytest.mark.parametrize(
    "wrong",
    [
        {"gate_groups": 0},
        {"gate_units": 0},
        {"z": 0},
        {"z": float("nan")},
        {"half_life_days": 0},
        {"exploration_every": -1},
        {"exploration_days": float("inf")},
    ],
)
def test_parameters_that_make_no_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError):
        AgendaParameters(**wrong)  # type: ignore[arg-type]


def test_responses_that_make_no_sense_are_refused() -> None:
    for wrong in ((-1, 0, 0), (0, -1, 0), (0, 0, -1), (float("nan"), 1, 1), (1, float("inf"), 1)):
        with pytest.raises(ValueError):
            GroupSupport(*wrong)  # type: ignore[arg-type]
