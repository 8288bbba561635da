"""Which requests may be answered with a stored page, and under which key."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import check_for_language, get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from ict4society.foundation.languages import CONTENT_LANGUAGES

THEMES = frozenset({"light", "dark"})
LABELS_COOKIE = "labels"
"""The language of names and labels of data, where the reader chose another than the page's."""


class PageKey(NamedTuple):
    """Everything that a visitor's page depends on."""

    host: str
    scheme: str
    path: str
    query: str
    language: str
    theme: str
    labels: str = ""


def page_key(environ: dict[str, Any]) -> PageKey | None:
    """The key of a visitor's plain GET; None for everything else: a session, a pending message, htmx, other methods."""
    if environ["REQUEST_METHOD"] != "GET" or "HTTP_HX_REQUEST" in environ or "HTTP_AUTHORIZATION" in environ:
        return None
    if "json" in environ.get("HTTP_ACCEPT", ""):  # a program may get another form than the page (dossiers: JSON-LD)
        return None
    theme = language = labels = ""
    cookies = environ.get("HTTP_COOKIE")
    if cookies:
        for part in cookies.split(";"):
            name, _, value = part.strip().partition("=")
            if name == settings.SESSION_COOKIE_NAME or name == "messages":
                return None
            if name == "theme":
                theme = value if value in THEMES else ""
            elif name == settings.LANGUAGE_COOKIE_NAME:
                language = value
            elif name == LABELS_COOKIE:
                labels = value if value in CONTENT_LANGUAGES else ""
    return PageKey(
        environ.get("HTTP_HOST", ""),
        environ.get("HTTP_X_FORWARDED_PROTO", "") or environ.get("wsgi.url_scheme", ""),
        environ.get("PATH_INFO", "/"),
        environ.get("QUERY_STRING", ""),
        _language(language, environ.get("HTTP_ACCEPT_LANGUAGE", "")),
        theme,
        labels,
    )


@lru_cache(maxsize=512)
def _language(cookie: str, accepted: str) -> str:
    """The language that ``LocaleMiddleware`` chooses from the cookie and the header of a request."""
    if cookie in dict(settings.LANGUAGES) and check_for_language(cookie):
        return cookie
    for candidate in (cookie, *(code for code, _ in parse_accept_lang_header(accepted))):
        if candidate == "*":
            break
        if not candidate:
            continue
        try:
            return str(get_supported_language_variant(candidate))
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
