"""Dates, numbers and languages in the reader's notation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from ict4society.foundation.ui import formats


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("en", 1204, "1,204"),
        ("es", 1204, "1204"),
        ("de", 12040, "12.040"),
        ("en", 999, "999"),
        ("en", 2.0, "2"),
        ("en", None, "–"),
        ("de", 0.5, "0,5"),
    ],
)
def test_numbers(language: str, value: float | None, shown: str) -> None:
    with translation.override(language):
        assert formats.number(value) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "42%"), ("de", "42\u00a0%"), ("fr", "42\u00a0%"), ("nl", "42%")]
)
def test_shares_are_percentages(language: str, shown: str) -> None:
    with translation.override(language):
        assert formats.percent(0.42) == shown
        assert formats.percent(None) == "–"


def test_dates_are_time_elements_in_the_readers_words() -> None:
    with translation.override("fr"):
        assert formats.as_date(date(2026, 8, 1)) == '<time datetime="2026-08-01">1 août 2026</time>'
    assert formats.as_date(None) == ""


def test_moments_are_shown_in_the_active_time_zone() -> None:
    with translation.override("en"), timezone.override("Europe/Brussels"):
        assert 'datetime="2026-07-01T00:30:00+02:00"' in formats.as_datetime(datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
        assert "1 July 2026" in formats.as_date(datetime(2026, 6, 30, 22, 30, tzinfo=UTC))


def test_ages() -> None:
    with translation.override("en"):
        assert ">just now<" in formats.timesince(timezone.now())
        assert "3\xa0hours ago<" in formats.timesince(timezone.now() - timedelta(hours=3, minutes=5))
        assert formats.timesince(None) == ""


def test_text_of_another_language_is_marked_and_of_the_same_is_not() -> None:
    with translation.override("en"):
        assert formats.lang("en") == ""
        assert formats.lang(None) == ""
        assert formats.lang("fr") == ' lang="fr"'
        assert formats.lang("ar") == ' lang="ar" dir="rtl"'
        assert formats.lang('x" onclick="') == ' lang="x&#34; onclick=&#34;"'
