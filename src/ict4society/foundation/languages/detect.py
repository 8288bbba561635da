"""Guess the language of a text (py3langid)."""

from __future__ import annotations

from functools import cache
from typing import Any

from ict4society.foundation.languages.known import CONTENT_LANGUAGES


@cache
def _identifier() -> Any:
    # Imported here: it loads a model of 5 MB, which web processes that never detect do not need.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(CONTENT_LANGUAGES))
    return identifier


def detect_language(text: str, fallback: str = "en") -> str:
    """The likely language of a text, among ours; the fallback when it is shorter than 20 letters or unsure (< 0.7)."""
    if sum(character.isalpha() for character in text) < 20:
        return fallback
    code, probability = _identifier().classify(text[:5000])
    return str(code) if probability >= 0.7 else fallback
