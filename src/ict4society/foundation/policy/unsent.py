"""What a person had typed when their session had ended: kept over the sign-in, shown in the form again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

KEY = "unsent"
LIMIT = 200_000
NEVER_KEPT = ("csrfmiddlewaretoken", "password", "password1", "password2", "code")


def keep_unsent(request: HttpRequest, *, path: str = "") -> None:
    """Remember the body of a POST in the (anonymous) session, up to 200,000 characters; files are not kept.

    The form at ``path`` is filled with it when it is shown next: that of the refused POST unless named.
    """
    body = request.POST.copy()
    for name in NEVER_KEPT:
        body.pop(name, None)
    encoded = body.urlencode()
    if len(encoded) <= LIMIT:
        kept = {"path": path or request.path, "body": encoded, "from": _came_from(request)}
        request.session[KEY] = kept | ({"files": True} if request.FILES else {})


def typed(data: QueryDict) -> dict[str, Any]:
    """What was typed, as the initial values of a form: one value of each name, or the list where there are several."""
    return {name: values if len(values) > 1 else values[0] for name, values in data.lists() if values}


def fill_form(request: HttpRequest, path: str, fields: Mapping[str, str | list[str]]) -> None:
    """Let the form at ``path`` show these values when it is shown next."""
    body = QueryDict(mutable=True)
    for name, value in fields.items():
        body.setlist(name, value if isinstance(value, list) else [value])
    request.session[KEY] = {"path": path, "body": body.urlencode()}


def take_unsent(request: HttpRequest) -> QueryDict | None:
    """What was kept for this page's address, once; None when there is nothing.

    A page that shows a form calls this on GET and fills the form with it.
    """
    kept = _kept_for(request)
    if not kept or not kept["body"]:
        return None
    del request.session[KEY]
    return QueryDict(kept["body"], mutable=False)


@dataclass(frozen=True)
class Unsent:
    """What somebody wanted to send to an address that shows no form of its own."""

    body: QueryDict
    came_from: str
    had_files: bool

    @property
    def texts(self) -> list[str]:
        """What they had written, as far as it can be told from choices and numbers."""
        return [value for name in self.body for value in self.body.getlist(name) if " " in value.strip()]


def unsent_for(request: HttpRequest) -> Unsent | None:
    """The same, with the page from which it came, for a page that offers to send it again. It stays kept until sent."""
    kept = _kept_for(request)
    if not kept:
        return None
    body = QueryDict(kept["body"], mutable=False)
    return Unsent(body, kept.get("from") or "/", bool(kept.get("files")))


def forget_unsent(request: HttpRequest) -> None:
    """It has been sent after all."""
    if _kept_for(request):
        del request.session[KEY]


def _kept_for(request: HttpRequest) -> dict[str, Any] | None:
    kept: dict[str, Any] | None = request.session.get(KEY) if request.session.session_key else None
    return kept if kept and kept["path"] == request.path else None


def _came_from(request: HttpRequest) -> str:
    """The page of this site on which the form stood."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}):
        return ""
    parts = urlsplit(referer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
