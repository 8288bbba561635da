"""Typed text is cleaned of what deceives the eye, and of nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ict4society.foundation.ui.text import DIRECTION_CONTROLS, clean_text

WOMAN_TECHNOLOGIST = "\U0001f469\u200d\U0001f4bb"
FLAG_OF_SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
PERSIAN_WORD = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"  # "I want", with the non-joiner it needs
HINDI_WORD = "\u0915\u094d\u200d\u0937"  # a half form, shown so because of the joiner


@pytest.mark.parametrize(
    "text", ["Ελένη", "李明", WOMAN_TECHNOLOGIST, FLAG_OF_SCOTLAND, PERSIAN_WORD, HINDI_WORD, "\u200eabc\u200f"]
)
def test_meaningful_characters_stay(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text)


def test_equal_looking_texts_become_equal() -> None:
    assert clean_text("Cafe\u0301") == clean_text("Caf\u00e9")


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("ad\u200bmin", "admin"),
        ("ad\u200dmin", "admin"),
        ("\ufeffword\u2060", "word"),
        ("joiner at the end\u200d", "joiner at the end"),
        ("\u200cjoiner first", "joiner first"),
        ("plain\U000e0041\U000e0042 text", "plain text"),
    ],
)
def test_invisible_noise_goes(typed: str, cleaned: str) -> None:
    assert clean_text(typed) == cleaned


@pytest.mark.parametrize("character", sorted(DIRECTION_CONTROLS))
def test_direction_controls_are_refused_with_place_and_remedy(character: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_text(f"ab{character}cd")
    assert refused.value.code == "direction_control"
    message = refused.value.messages[0]
    assert "Character 3" in message
    assert f"U+{ord(character):04X}" in message
    assert "Delete it" in message


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800"])
def test_control_characters_and_lone_surrogates_are_refused(character: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_text(f"a{character}", multiline=True)
    assert refused.value.code == "control_character"


def test_line_ends_are_line_feeds_in_texts_and_spaces_in_lines() -> None:
    assert clean_text("a\r\nb\rc\td", multiline=True) == "a\nb\nc\td"
    assert clean_text("a\r\nb\tc") == "a b c"


@given(st.text(), st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, multiline: bool) -> None:
    try:
        once = clean_text(text, multiline=multiline)
    except ValidationError:
        return
    assert clean_text(once, multiline=multiline) == once
    assert "\r" not in once
