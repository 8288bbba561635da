"""Functions that every template can call."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.templatetags import static as static_tags
from django.utils import timezone, translation
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from ict4society.foundation.ui import navigation
from ict4society.foundation.ui.addresses import url, url_or_none
from ict4society.foundation.ui.charts import consensus_bars, heat
from ict4society.foundation.ui.diff import compare
from ict4society.foundation.ui.fields import control, html_attrs
from ict4society.foundation.ui.formats import language_name
from ict4society.foundation.ui.frame import site_footer, site_header
from ict4society.foundation.ui.icons import icon, icon_names
from ict4society.foundation.ui.initials import initials, tone

THEMES = ("auto", "light", "dark")


def static(path: str) -> str:
    """The address of a static file, remembered as long as the same storage serves them."""
    return _static(settings.STATIC_URL, settings.STORAGES["staticfiles"]["BACKEND"], path)


@lru_cache(maxsize=512)
def _static(root: str, storage: str, path: str) -> str:
    # `root` and `storage` only tell apart what is served otherwise.
    return static_tags.static(path)


@pass_context
def request_of(context: Context) -> HttpRequest | None:
    """The request being answered; None where there is none (mails, the server-error page)."""
    return context.get("request")  # type: ignore[no-any-return]


@pass_context
def csrf_field(context: Context) -> Markup:
    """The hidden input that Django checks on every POST. Raises `KeyError` where no request is known."""
    return Markup(context["csrf_input"])  # noqa: S704 — Django's own HTML


@pass_context
def current_user(context: Context) -> AbstractBaseUser | AnonymousUser | None:
    """The person who reads; None where nobody can be known (mails, error pages)."""
    request = context.get("request")
    return getattr(request, "user", None)


def idempotency_field() -> Markup:
    """A hidden input with a new key: sending the same form twice does its work once."""
    return Markup('<input type="hidden" name="idempotency_key" value="{}">').format(uuid4())


@pass_context
def theme(context: Context) -> str:
    """The reader's choice of theme: `auto`, `light` or `dark`."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme") if request is not None else None
    return chosen if chosen in THEMES else "auto"


def language() -> str:
    """The code of the page's language."""
    return translation.get_language() or settings.LANGUAGE_CODE


def text_direction() -> str:
    """`rtl` or `ltr`, of the page's language."""
    return "rtl" if translation.get_language_bidi() else "ltr"


def languages() -> Sequence[tuple[str, str]]:
    """The languages of the interface, each with its own name."""
    return [(code, language_name(code)) for code, _name in settings.LANGUAGES]


@pass_context
def page_messages(context: Context) -> Sequence[Message]:
    """The messages waiting for the reader, once."""
    request = context.get("request")
    waiting = messages.get_messages(request) if request is not None and hasattr(request, "_messages") else ()
    # Reading them sets a cookie, also when there are none; a page with a cookie would never be kept in the page cache.
    return list(waiting) if len(waiting) else ()


@pass_context
def menu(context: Context, place: str) -> Sequence[navigation.Link]:
    """The links of a menu (`main`, `account`, `footer`) that this reader may see."""
    return navigation.links(place, context.get("request"))


def now() -> datetime:
    """The present moment, aware."""
    return timezone.now()


def demonstration() -> bool:
    """Whether this site shows the invented demonstration community."""
    return bool(getattr(settings, "DEMONSTRATION", False))


GLOBALS: dict[str, Any] = {
    "url": url,
    "url_or_none": url_or_none,
    "static": static,
    "site_header": site_header,
    "site_footer": site_footer,
    "request_of": request_of,
    "csrf_field": csrf_field,
    "current_user": current_user,
    "idempotency_field": idempotency_field,
    "theme": theme,
    "language": language,
    "languages": languages,
    "text_direction": text_direction,
    "page_messages": page_messages,
    "menu": menu,
    "now": now,
    "demonstration": demonstration,
    "control": control,
    "html_attrs": html_attrs,
    "icon": icon,
    "icon_names": icon_names,
    "initials": initials,
    "tone": tone,
    "consensus_bars": consensus_bars,
    "heat": heat,
    "compare": compare,
}
