"""Which languages content can be written in, and how PostgreSQL stems them."""

from __future__ import annotations

CONTENT_LANGUAGES: dict[str, str] = {
    "bg": "български",
    "cs": "čeština",
    "da": "dansk",
    "de": "Deutsch",
    "el": "ελληνικά",
    "en": "English",
    "es": "español",
    "et": "eesti",
    "fi": "suomi",
    "fr": "français",
    "ga": "Gaeilge",
    "hr": "hrvatski",
    "hu": "magyar",
    "it": "italiano",
    "lt": "lietuvių",
    "lv": "latviešu",
    "mt": "Malti",
    "nl": "Nederlands",
    "pl": "polski",
    "pt": "português",
    "ro": "română",
    "sk": "slovenčina",
    "sl": "slovenščina",
    "sv": "svenska",
    "ca": "català",
    "no": "norsk",
    "ru": "русский",
    "tr": "Türkçe",
    "uk": "українська",
    "zh": "中文",
}
"""The 24 official languages of the EU, each by its own name, then others that contributions came in."""

UNSTEMMED = "simple_unaccent"
"""Made by the migration of ``foundation.search``: words as they are, without accents."""
_STEMMED = {
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


def language_name(code: str) -> str:
    """A language by its own name; the code itself when it is not one of ours."""
    return CONTENT_LANGUAGES.get(code, code)


def search_configuration(code: str) -> str:
    """PostgreSQL's text-search configuration for a language; where it has none, one without stemming and accents."""
    return _STEMMED.get(code, UNSTEMMED)


def all_search_configurations() -> list[str]:
    """Every configuration that a document may be indexed with."""
    return sorted({UNSTEMMED, *_STEMMED.values()})
