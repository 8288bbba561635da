"""Labels that EFRAG and the other publishers do not have: this project's own translations, one file for each language.

``data/labels/<code>.csv`` has two columns, ``id`` and ``text``. An id is the key of an indicator, ``option:`` with the
id of an option, ``section:`` with the code of a section, ``topic:`` with a slug, or the name of a word of the pages
(``state:withheld``). What a publisher has said in a language is never replaced.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data" / "labels"


@cache
def own_labels(language: str) -> dict[str, str]:
    """Id → text of one language; empty where there is no file."""
    if not language.isalpha():
        return {}
    try:
        with (FOLDER / f"{language}.csv").open(encoding="utf-8", newline="") as file:
            return {row["id"]: row["text"] for row in csv.DictReader(file)}
    except FileNotFoundError:
        return {}


@cache
def own_languages() -> tuple[str, ...]:
    """The languages for which there is a file, in the order of their codes."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.csv")))


def complete_labels(key: str, labels: dict[str, str]) -> list[str]:
    """Add what is missing to the labels of an indicator; returns the languages that are translations of ours."""
    added = [code for code in own_languages() if not labels.get(code) and own_labels(code).get(key)]
    labels |= {code: own_labels(code)[key] for code in added}
    return added


def complete_option(option: dict[str, Any]) -> None:
    """Add what is missing to an option (``id`` and its text by language)."""
    key = f"option:{option['id']}"
    for code in own_languages():
        if not option.get(code) and (text := own_labels(code).get(key)):
            option[code] = text
