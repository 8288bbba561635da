"""Header and footer of every page, kept rendered.

They look the same to everybody who reads in the same language, in the same part of the site, with the same number of
new things. What differs, the reader's name and the way back, is filled into marked places.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_urlconf
from django.utils import translation
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ict4society.foundation.ui import navigation

MAX_KEPT = 400
"""Headers and footers, about 12 kB each."""

_MARKS = {name: f"\x02{name}\x03" for name in ("name", "face", "here")}  # no text has such characters (ui.text)
_MARKED = re.compile("\x02(name|face|here)\x03")
_kept: dict[Hashable, list[str]] = {}


class _SomeReader:
    """Stands for whoever is signed in while the header is rendered."""

    is_authenticated = True

    def __str__(self) -> str:
        return _MARKS["name"]


@pass_context
def site_header(context: Context) -> Markup:
    """The header for the reader of this page."""
    request: HttpRequest | None = context.get("request")
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    places = ("main", "account", "bell", "search") if signed_in else ("main", "guest", "search")
    key = ("header", signed_in, _theme(request), *_state(places, request))
    parts = _kept.get(key)
    if parts is None:
        marks = {"here": _MARKS["here"], "face": Markup(_MARKS["face"])}  # noqa: S704 — our own constant
        parts = _keep(key, _render(context, "SiteHeader", user=_SomeReader() if signed_in else None, **marks))
    name = str(user) if signed_in else ""
    filled = {
        "name": escape(name),
        "face": _face(context.environment, name) if signed_in else "",
        "here": escape(request.get_full_path() if request is not None else "/"),
    }
    return _joined(parts, filled)


@pass_context
def site_footer(context: Context) -> Markup:
    """The footer of this page."""
    key = ("footer", *_state(("footer",), context.get("request")))
    parts = _kept.get(key)
    if parts is None:
        parts = _keep(key, _render(context, "SiteFooter"))
    return _joined(parts, {})


def _state(places: tuple[str, ...], request: HttpRequest | None) -> list[Hashable]:
    """Everything on which the menus depend."""
    demonstration = bool(getattr(settings, "DEMONSTRATION", False))
    state: list[Hashable] = [translation.get_language(), get_urlconf() or settings.ROOT_URLCONF, demonstration]
    for place in places:
        state += navigation.state(place, request)
    return state


def _theme(request: HttpRequest | None) -> str | None:
    return request.COOKIES.get("theme") if request is not None else None


def _render(context: Context, component: str, **arguments: Any) -> str:
    return str(context.environment.catalog.irender(component, **arguments))  # type: ignore[attr-defined]


def _keep(key: Hashable, html: str) -> list[str]:
    if len(_kept) >= MAX_KEPT:
        _kept.clear()
    _kept[key] = _MARKED.split(html)
    return _kept[key]


def _joined(parts: list[str], filled: dict[str, Any]) -> Markup:
    """Texts stand at even places, names of marks between them."""
    return Markup("".join([filled[part] if i % 2 else part for i, part in enumerate(parts)]))  # noqa: S704 — rendered


@lru_cache(maxsize=1024)
def _face(environment: Any, name: str) -> Markup:
    return Markup(environment.catalog.irender("Avatar", name=name, size="s"))  # noqa: S704 — a component
