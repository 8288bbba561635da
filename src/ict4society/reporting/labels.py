"""In which languages the words of the public pages can be read: names, sections, options, states.

The 24 official languages of the EU, whatever the language of the page: the reader chooses it there, without script,
and a cookie keeps the choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override

from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.pagecache.key import LABELS_COOKIE
from ict4society.reporting.models import Indicator
from ict4society.reporting.shipped import SECTION_NAMES
from ict4society.reporting.shipped_labels import own_labels

OFFICIAL = tuple(CONTENT_LANGUAGES)[:24]
YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Words:
    """A text and the language that it is in; an empty language for what is the same in all (numbers, symbols)."""

    text: str
    language: str = ""

    def __str__(self) -> str:
        return self.text


def label_languages(labels: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Code and own name of the languages in which there is a label."""
    return [(code, CONTENT_LANGUAGES[code]) for code in OFFICIAL if labels.get(code)]


def chosen_language(request: HttpRequest) -> str:
    """The language that the reader wants for labels: the one asked for, else the one kept, else that of the page."""
    for wish in (request.GET.get("labels", ""), request.COOKIES.get(LABELS_COOKIE, "")):
        if wish in OFFICIAL:
            return wish
    return page_language()


def page_language() -> str:
    """The language of the page itself."""
    return (get_language() or "en").split("-")[0]


def keep_choice(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep the language that was asked for in a cookie, for a year."""
    asked = request.GET.get("labels", "")
    if asked in OFFICIAL and request.COOKIES.get(LABELS_COOKIE) != asked:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(LABELS_COOKIE, asked, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
    return response


def name_of(indicator: Indicator, language: str) -> Words:
    """The name of an indicator in that language, else in English."""
    if text := indicator.labels.get(language):
        return Words(str(text), language)
    return Words(indicator.label("en"), "en")


def section_of(indicator: Indicator, language: str) -> Words:
    """``B3 · Energy and greenhouse gas emissions``; a name that an operator gave stays as it is."""
    code, name = indicator.section, indicator.section_name
    known = SECTION_NAMES.get(code) == name
    text = own_labels(language).get(f"section:{code}", "") if known else ""
    if not name:
        return Words(code)
    return Words(f"{code} · {text or name}", language if text else "en")


def option_names(indicator: Indicator, chosen: Iterable[str], language: str) -> Words:
    """The texts of the options that were chosen; all in English where one of them is missing."""
    options = {each["id"]: each for each in indicator.options}
    found = [options.get(each, {"id": each, "en": each}) for each in chosen]
    spoken = language if all(each.get(language) for each in found) else "en"
    return Words("; ".join(str(each[spoken]) for each in found), spoken)


def word(key: str, original: Any, language: str) -> Words:
    """A word of the pages (``state:withheld``): from the catalogue of texts, from our files, or as the page has it."""
    if language in dict(settings.LANGUAGES):
        with override(language):
            return Words(str(original), language)
    text = own_labels(language).get(key, "")
    return Words(text, language) if text else Words(str(original), page_language())


def topic_name(topic: Any, language: str) -> Words:
    """The name of a topic in that language, else as the page has it."""
    if text := topic.names.get(language) or own_labels(language).get(f"topic:{topic.slug}"):
        return Words(str(text), language)
    return Words(str(topic), page_language())


@dataclass(frozen=True)
class Origin:
    """Whose words the names of indicators on a page are."""

    ours: int
    all: int
    language: str


def origin_of(indicators: Iterable[Indicator], language: str) -> Origin | None:
    """How many of the names are translations of this project; None when there are none."""
    distinct = {each.pk: each for each in indicators}.values()
    ours = sum(language in each.translated for each in distinct)
    return Origin(ours, len(distinct), CONTENT_LANGUAGES.get(language, language)) if ours else None
