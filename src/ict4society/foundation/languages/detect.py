"""Guess the language of a text (py3langid)."""

from __future__ import annotations

import mmap
import tempfile
from array import array
from functools import cache
from typing import Any, cast

from ict4society.foundation.languages.known import CONTENT_LANGUAGES


@cache
def _identifier() -> Any:
    # Imported here: most processes never detect a language, and the model takes 0.7 seconds and 60 MB.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(CONTENT_LANGUAGES))
    identifier._full_model = None  # of all languages, kept for choosing others: 20 MB
    identifier.tk_nextmove = _mapped(identifier.tk_nextmove)
    return identifier


def _mapped(table: array[int]) -> memoryview | array[int]:
    """The same numbers in a mapped file: of its 39 MB a text's letters lead to a few pages, which processes share.

    Where there is no room for the file, they stay in memory.
    """
    try:
        with tempfile.TemporaryFile() as file:
            table.tofile(file)
            file.flush()
            numbers: Any = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            return cast(memoryview, numbers.cast(table.typecode))
    except OSError:
        return table


def load_model() -> None:
    """Read the model now: for a process that forks, so that all share it and nobody's first text waits for it."""
    _identifier()


def detect_language(text: str, fallback: str = "en") -> str:
    """The likely language of a text, among ours; the fallback when it is shorter than 20 letters or unsure (< 0.7)."""
    if sum(character.isalpha() for character in text) < 20:
        return fallback
    code, probability = _identifier().classify(text[:5000])
    return str(code) if probability >= 0.7 else fallback
