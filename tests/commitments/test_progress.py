"""How a commitment stands: worked cases of every state, and what holds for any course."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ict4society.commitments.progress import Course, Point, expected, judge, share_of_way
from ict4society.commitments.states import Direction, Standing

DOWN = Course(Point(2020, 100.0), Point(2030, 40.0), date(2030, 12, 31))
UP = Course(Point(2022, 0.2), Point(2027, 0.7), date(2027, 6, 30), interim=(Point(2024, 0.3),))
TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("course", "values", "today", "options", "state"),
    [
        (DOWN, [], TODAY, {}, Standing.NO_DATA),
        (DOWN, [Point(2020, 100)], TODAY, {}, Standing.NO_DATA),
        (DOWN, [Point(2025, 70)], TODAY, {}, Standing.ON_TRACK),
        (DOWN, [Point(2025, 70.1)], TODAY, {}, Standing.BEHIND),
        (DOWN, [Point(2024, 40)], TODAY, {}, Standing.MET),
        (DOWN, [Point(2024, 40), Point(2025, 80)], TODAY, {}, Standing.BEHIND),
        (DOWN, [Point(2025, 70)], TODAY, {"rebased_since": True}, Standing.REBASED),
        (DOWN, [Point(2025, 70)], TODAY, {"withdrawn": True}, Standing.WITHDRAWN),
        (DOWN, [Point(2029, 46)], date(2031, 6, 1), {}, Standing.DUE),
        (DOWN, [Point(2029, 46)], date(2032, 1, 1), {}, Standing.MISSED),
        (DOWN, [], date(2032, 1, 1), {}, Standing.MISSED),
        (DOWN, [Point(2030, 41)], date(2031, 1, 1), {}, Standing.MISSED),
        (DOWN, [Point(2030, 39)], date(2040, 1, 1), {}, Standing.MET),
        (DOWN, [Point(2030, 41), Point(2031, 30)], date(2032, 6, 1), {}, Standing.MISSED),
        (UP, [Point(2024, 0.3)], TODAY, {}, Standing.ON_TRACK),
        (UP, [Point(2023, 0.26)], TODAY, {}, Standing.ON_TRACK),
        (UP, [Point(2025, 0.4)], TODAY, {}, Standing.BEHIND),
    ],
)
def test_every_state(course: Course, values: list[Point], today: date, options: dict, state: Standing) -> None:
    assert judge(course, values, today=today, **options).state == state


def test_the_path_bends_at_interim_targets() -> None:
    assert [round(expected(UP, year), 3) for year in range(2021, 2029)] == [0.2, 0.2, 0.25, 0.3, 0.433, 0.567, 0.7, 0.7]


def test_staying_where_one_is() -> None:
    level = Course(Point(2020, 5), Point(2030, 5), date(2030, 12, 31), direction=Direction.AT_MOST)
    assert judge(level, [Point(2025, 4)], today=TODAY).state == Standing.MET
    assert judge(level, [Point(2025, 6)], today=TODAY).state == Standing.BEHIND
    assert (share_of_way(level, 5), share_of_way(level, 6)) == (1.0, None)


def test_tenths_reach_their_sum() -> None:
    course = Course(Point(2020, 0.0), Point(2022, 0.3), date(2022, 12, 31))
    assert judge(course, [Point(2021, 0.1 + 0.2)], today=date(2021, 12, 31)).state == Standing.MET


amounts = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))


@given(amounts, amounts, st.integers(1, 30), st.data())
def test_the_path_itself_is_on_track(start: float, goal: float, years: int, data: st.DataObject) -> None:
    course = Course(Point(2000, start), Point(2000 + years, goal), date(2000 + years, 12, 31))
    year = data.draw(st.integers(2001, 2000 + years))
    value = expected(course, year)
    result = judge(course, [Point(year, value)], today=date(year, 12, 31))
    assert result.state in (Standing.ON_TRACK, Standing.MET)
    assert min(start, goal) - 1e-6 <= value <= max(start, goal) + 1e-6
