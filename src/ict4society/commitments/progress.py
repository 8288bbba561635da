"""How far a commitment is, and how that is judged: pure functions, documented with examples in docs/formulas.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ict4society.commitments.states import Direction, Standing

GRACE = timedelta(days=365)
"""After the deadline: how long its year's value may be awaited, since a year is reported in the following one."""
CLOSE = 1e-9
"""Numbers that differ by less than this share are the same: 0.1 + 0.2 reaches 0.3."""


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A value of a year (at its end)."""

    year: int
    value: float


@dataclass(frozen=True, slots=True)
class Course:
    """From the baseline over interim targets to the target; ``direction`` matters where they are equal."""

    baseline: Point
    target: Point
    deadline: date
    interim: tuple[Point, ...] = ()
    direction: Direction | None = None

    @property
    def at_most(self) -> bool:
        if self.direction is not None:
            return self.direction == Direction.AT_MOST
        return self.target.value < self.baseline.value


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a commitment stands, and from what that follows."""

    state: Standing
    newest: Point | None = None
    expected: float | None = None
    """Where the path is in the newest value's year."""
    progress: float | None = None
    """The share of the way from baseline to target; can be negative or above 1."""


def expected(course: Course, year: int) -> float:
    """The value that the path has in a year: straight from point to point; flat before the first and after the last."""
    points = sorted([course.baseline, *course.interim, course.target])
    if year <= points[0].year:
        return points[0].value
    for before, after in pairwise(points):
        if year <= after.year:
            share = (year - before.year) / (after.year - before.year)
            return before.value + (after.value - before.value) * share
    return points[-1].value


def judge(
    course: Course, values: Iterable[Point], *, today: date, withdrawn: bool = False, rebased_since: bool = False
) -> Judgement:
    """How it stands today. ``values``: at most one for each year; ``rebased_since``: none is newer than its rebasing.

    Values of the baseline's year and earlier, and of years after the deadline, do not count.
    """
    counted = sorted(point for point in values if course.baseline.year < point.year <= course.deadline.year)
    newest = counted[-1] if counted else None
    state = Standing.WITHDRAWN if withdrawn else _state(course, newest, today, rebased_since)
    if newest is None:
        return Judgement(state)
    return Judgement(state, newest, expected(course, newest.year), share_of_way(course, newest.value))


def _state(course: Course, newest: Point | None, today: date, rebased_since: bool) -> Standing:
    final = newest is not None and newest.year >= course.target.year
    if newest is not None and not rebased_since and _reaches(course, newest.value, course.target.value):
        return Standing.MET
    if today > course.deadline:
        awaited = not final and today <= course.deadline + GRACE
        return Standing.DUE if awaited else Standing.MISSED
    if rebased_since:
        return Standing.REBASED
    if newest is None:
        return Standing.NO_DATA
    there = _reaches(course, newest.value, expected(course, newest.year))
    return Standing.ON_TRACK if there else Standing.BEHIND


def _reaches(course: Course, value: float, goal: float) -> bool:
    slack = CLOSE * max(abs(goal), abs(course.baseline.value), abs(course.target.value))
    return value <= goal + slack if course.at_most else value >= goal - slack


def share_of_way(course: Course, value: float) -> float | None:
    """(v − b)/(t − b); where baseline and target are equal, 1 when it is reached, else None."""
    way = course.target.value - course.baseline.value
    if way == 0:
        return 1.0 if _reaches(course, value, course.target.value) else None
    return (value - course.baseline.value) / way
