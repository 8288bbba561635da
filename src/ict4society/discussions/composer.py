"""The form below a thread, kept rendered: it is the same for all who may speak for the same organisations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ict4society.discussions.forms import PostForm
from ict4society.discussions.models import Post, Thread
from ict4society.foundation.idempotency.once import new_key
from ict4society.foundation.ui.shelf import Shelf
from ict4society.organisations.queries import active_mandates

_composers: Shelf[str] = Shelf(2_000_000)
_PLACES = {"csrf": "<!--csrf-->", "key": "__key__", "seen": "__seen__", "thread": "__thread__"}


def empty_composer(request: HttpRequest, thread: Thread, seen: int) -> SafeString:
    """The form as it opens below a thread; ``seen`` is the number of the last post that the reader's page shows."""
    voices = tuple(
        (mandate.organisation_id, mandate.organisation.name, mandate.organisation.hidden_at is None)
        for mandate in active_mandates(request.user)
    )
    key = (get_language(), voices)
    html = _composers.get(key)
    if html is None:
        html = _render(PostForm(user=request.user), places=_PLACES, parent=None)
        _composers.put(key, html, len(html))
    filled = {"csrf": _csrf_field(request), "key": new_key(), "seen": str(seen), "thread": str(thread.pk)}
    for name, place in _PLACES.items():
        html = html.replace(place, filled[name])
    return mark_safe(html)  # noqa: S308 — our template; the values are a token, a key and two numbers


def composer(
    request: HttpRequest, thread: Thread, form: PostForm, *, seen: int, parent: Post | None = None
) -> SafeString:
    """The form with what was typed, or answering ``parent``."""
    places = {"csrf": _csrf_field(request), "key": new_key(), "seen": str(seen), "thread": str(thread.pk)}
    return mark_safe(_render(form, places=places, parent=parent))  # noqa: S308 — our template


def _csrf_field(request: HttpRequest) -> SafeString:
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


def _render(form: PostForm, *, places: dict[str, str], parent: Post | None) -> str:
    context: dict[str, Any] = {
        "form": form,
        "csrf": mark_safe(places["csrf"]),  # noqa: S308 — a comment or a field made above
        "key": places["key"],
        "seen": places["seen"],
        "action": f"/discussions/{places['thread']}/reply/",
        "draft": f"discussions.reply:{places['thread']}",
        "parent": parent,
    }
    return str(get_template("discussions/_composer.html", using="jinja2").render(context))
