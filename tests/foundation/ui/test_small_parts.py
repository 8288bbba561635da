"""The calculations behind charts, avatars, comparisons and menus."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from ict4society.foundation.ui import navigation
from ict4society.foundation.ui.charts import consensus_bars, heat
from ict4society.foundation.ui.diff import MOST_WORDS, compare
from ict4society.foundation.ui.initials import TONES, initials, tone


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_parts_of_a_bar_fill_it(agree: int, disagree: int, passed: int) -> None:
    (bar,) = consensus_bars({"g": {"agree": agree, "disagree": disagree, "pass": passed}})
    total = bar.agree_width + bar.pass_width + bar.disagree_width
    assert total == pytest.approx(100 if bar.total else 0, abs=0.02)
    assert bar.disagree_x == pytest.approx(100 - bar.disagree_width, abs=0.01)


def test_bars_are_read_from_mappings_and_objects() -> None:
    counts = {"agree": 3, "disagree": 1, "pass": 2, "agreement_interval": (0.25, 0.75), "eligible": False}
    from_mapping = consensus_bars({"Academia": counts})[0]
    objects = SimpleNamespace(
        name="Academia", agree=3, disagree=1, passes=2, agreement_interval=(0.25, 0.75), eligible=False
    )
    assert from_mapping == consensus_bars([objects])[0]
    assert (from_mapping.low_x, from_mapping.high_x) == (25, 75)


@pytest.mark.parametrize(
    ("count", "largest", "shade"), [(0, 9, 0), (1, 9, 1), (1, 1000, 1), (9, 9, 4), (5, 9, 3), (0, 0, 0)]
)
def test_only_empty_cells_are_blank(count: int, largest: int, shade: int) -> None:
    assert heat(count, largest) == shade


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Marta Kowalska", "MK"),
        ("Ελένη", "Ε"),
        ("Anna-Lena van der Berg", "AB"),
        ("李 明", "李明"),
        ("«Nordlys» Telecom", "NT"),
        ("  ", "?"),
        ("— (", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
    assert 1 <= tone(name) <= TONES
    assert tone(name) == tone(name)


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_comparison_loses_nothing(left: str, right: str) -> None:
    mine, theirs = compare(left, right)
    assert "".join(piece.text for piece in mine) == left
    assert "".join(piece.text for piece in theirs) == right
    assert [p.text for p in mine if not p.changed] == [p.text for p in theirs if not p.changed]


def test_long_texts_are_compared_by_lines() -> None:
    line = "word " * 50 + "\n"
    long = line * (MOST_WORDS // 50 + 1)
    mine, theirs = compare(long, long + "one more\n")
    assert [piece.changed for piece in mine] == [False]
    assert [(piece.text, piece.changed) for piece in theirs][-1] == ("one more\n", True)


@pytest.mark.django_db
def test_menus_show_what_is_installed_to_those_who_may_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(navigation, "_ordered", {})
    navigation.register(
        navigation.Entry("main", "Second", "ui:specimens", order=2, count=navigation.Tally("SELECT 3")),
        navigation.Entry("main", "Nowhere", "no:such-route", order=1),
        navigation.Entry("account", "Mine", "ui:specimens", visible=navigation.signed_in),
    )
    request = RequestFactory().get("/specimens/")
    (link,) = navigation.links("main", request)
    assert (link.label, link.url, link.current, link.count) == ("Second", "/specimens/", True, 3)
    assert navigation.links("account", request) == []
    request.user = SimpleNamespace(is_authenticated=True)  # type: ignore[assignment]
    assert [link.label for link in navigation.links("account", request)] == ["Mine"]
    assert [link.count for link in navigation.links("main", None)] == [0]
