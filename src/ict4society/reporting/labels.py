"""In which languages the labels of indicators can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from ict4society.foundation.languages import CONTENT_LANGUAGES

OFFICIAL = tuple(CONTENT_LANGUAGES)[:24]


def label_languages(labels: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Code and own name of the languages in which there is a label."""
    return [(code, CONTENT_LANGUAGES[code]) for code in OFFICIAL if labels.get(code)]


def chosen_language(request: HttpRequest) -> str:
    """The language that the reader wants for labels: the one asked for, else that of the page."""
    asked = request.GET.get("labels", "")
    return asked if asked in OFFICIAL else (get_language() or "en").split("-")[0]
