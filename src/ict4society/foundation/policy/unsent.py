"""What a person had typed when their session had ended: kept over the sign-in, shown in the form again."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, QueryDict

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
    if encoded and len(encoded) <= LIMIT:
        request.session[KEY] = {"path": path or request.path, "body": encoded}


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
    kept = request.session.get(KEY) if request.session.session_key else None
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEY]
    return QueryDict(kept["body"], mutable=False)
