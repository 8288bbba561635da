"""Cited words are found again in a later text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ict4society.knowledge_map.passages import passage_now

THEN = "We publish the energy use of each service every year. Nobody checks it."


def _now(cited: str, now: str) -> str | None:
    start = THEN.index(cited)
    return passage_now(THEN, start, start + len(cited), now)


def test_words_that_still_stand() -> None:
    assert _now("energy use", f"By the way: {THEN}") == "energy use"


def test_words_that_were_replaced() -> None:
    now = THEN.replace("energy use", "energy and water use")
    assert _now("We publish the energy use", now) == "We publish the energy and water use"


def test_words_that_are_gone() -> None:
    assert _now("Nobody checks it.", "We publish the energy use of each service every year.") is None


@given(st.text(), st.text(), st.integers(0, 50), st.integers(0, 50))
def test_never_fails(then: str, now: str, start: int, length: int) -> None:
    found = passage_now(then, start, start + length, now)
    assert found is None or found in now
