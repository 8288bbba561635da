"""The countries of the world (ISO 3166-1), by their names in the reader's language."""

from __future__ import annotations

import csv
import unicodedata
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

FILE = Path(__file__).parent / "data" / "countries.csv"


@cache
def _names() -> dict[str, dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row.pop("code"): row for row in csv.DictReader(file)}


def country_name(code: str) -> str:
    """The name of a country in the reader's language, else in English; the code when it is unknown."""
    names = _names().get(code)
    if names is None:
        return code
    return names.get((get_language() or "en")[:2]) or names["en"]


def countries() -> list[tuple[str, str]]:
    """Code and name of every country, in the order of the names."""
    named = ((code, country_name(code)) for code in _names())
    return sorted(named, key=lambda country: _without_accents(country[1]))


def _without_accents(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).casefold()
