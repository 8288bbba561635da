"""What the answers of an imported consultation mean here: its groups, countries, sizes, languages and choices."""

from __future__ import annotations

import unicodedata
from functools import cache

from django.utils.translation import override

from ict4society.accounts.countries import countries
from ict4society.deliberation.imports import ImportedParticipant
from ict4society.organisations.states import SizeClass, StakeholderGroup

_GROUPS = {"union": StakeholderGroup.TRADE_UNION, "consumer": StakeholderGroup.CONSUMERS}
_CITIZENS = ("eu citizen", "non-eu citizen", "citizen")
_COUNTRIES = {
    "czech republic": "CZ",
    "turkey": "TR",
    "united kingdom": "GB",
    "united states": "US",
    "south korea": "KR",
    "cote d'ivoire": "CI",
    "netherlands": "NL",
    "russia": "RU",
    "vietnam": "VN",
    "iran": "IR",
    "moldova": "MD",
    "bolivia": "BO",
    "tanzania": "TZ",
    "taiwan": "TW",
    "venezuela": "VE",
}
"""Names that people use and ISO 3166 does not."""
_LANGUAGES = {
    "bulgarian": "bg",
    "croatian": "hr",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "estonian": "et",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hungarian": "hu",
    "irish": "ga",
    "italian": "it",
    "latvian": "lv",
    "lithuanian": "lt",
    "maltese": "mt",
    "polish": "pl",
    "portuguese": "pt",
    "romanian": "ro",
    "slovak": "sk",
    "slovenian": "sl",
    "spanish": "es",
    "swedish": "sv",
}
CHOICES = {1: "agree", 0: "neutral", -1: "disagree"}
"""The three positions of the files, under the keys of the questions' options."""

_OPTIONS = {
    "likert5": ("important (4 or 5 of 5)", "in between (3), or no opinion", "not important (1 or 2 of 5)"),
    "yesno": ("yes", "no opinion", "no"),
    "option": ("chosen", "no opinion", "not chosen"),
    "": ("agree", "neither, or no opinion", "disagree"),
}


def options_of(kind: str) -> list[dict[str, str]]:
    """The choices of a question of that kind, as ``Question.options``."""
    labels = _OPTIONS.get(kind, _OPTIONS[""])
    return [{"key": key, "label": label} for key, label in zip(CHOICES.values(), labels, strict=True)]


def group_here(participant: ImportedParticipant) -> str:
    """The stakeholder group; empty when none was declared, or one that there is not here."""
    group = participant.group
    if group in StakeholderGroup.values:
        return group
    if group == "consumer_citizen":
        said = participant.attributes.get("user_type", "").casefold()
        return (StakeholderGroup.CITIZENS if said in _CITIZENS else StakeholderGroup.CONSUMERS).value
    return _GROUPS[group].value if group in _GROUPS else ""


def country_here(name: str) -> str:
    """The code of a country by its English name; empty when it is not known."""
    plain = _folded(name)
    if len(name) == 2 and name.isupper():
        return name
    return _COUNTRIES.get(plain) or _by_name().get(plain, "")


@cache
def _by_name() -> dict[str, str]:
    with override("en"):
        return {_folded(name): code for code, name in countries()}


def _folded(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.replace("’", "'"))
    return "".join(each for each in letters if not unicodedata.combining(each)).casefold().strip()


def size_here(label: str) -> str:
    """The size class, from a label such as ``Micro (< 10 employees)``."""
    first = label.split(maxsplit=1)[0].casefold() if label.strip() else ""
    return first if first in SizeClass.values else ""


def language_here(name: str) -> str:
    """The code of a language by its English name or code; English when it is not known."""
    plain = name.casefold().strip()
    return plain if plain in _LANGUAGES.values() else _LANGUAGES.get(plain, "en")
