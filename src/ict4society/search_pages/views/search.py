"""The search page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from ninja.errors import ValidationError

from ict4society.foundation.api.paging import decode_cursor, encode_cursor
from ict4society.foundation.policy import public
from ict4society.foundation.search.find import count_by_kind, find, scope_of, searchable_kinds
from ict4society.foundation.ui.pages import page
from ict4society.search_pages.forms import Asked, FilterForm
from ict4society.topics.queries import topic_tree


@require_safe
@public
def search(request: HttpRequest) -> HttpResponse:
    """Hits among all that the reader may see, with filters by kind, topic and language."""
    topics = topic_tree()
    asked = Asked.read(request.GET, topics)
    scope = scope_of(asked.words)
    after = read_key(request.GET.get("after", ""))
    hits = find(asked.words, request.user, asked.filters, after=after, scope=scope)
    counts = count_by_kind(asked.words, request.user, asked.filters, scope=scope)
    following = {**asked.query, "after": encode_cursor(hits.next_key)} if hits.next_key else None
    context = {
        "asked": asked,
        "hits": hits.items,
        "kinds": [(kind, label, counts.get(kind, 0)) for kind, label in searchable_kinds()],
        "total": sum(counts.values()),
        "form": FilterForm(topics, initial=asked.query),
        "next_page": reverse("search_pages:search", query=following) if following else "",
        "first_page": reverse("search_pages:search", query=asked.query) if request.GET.get("after") else "",
    }
    return page(request, "search_pages/search.html", context, fragment="results")


def read_key(cursor: str) -> tuple[float, int] | None:
    """Where a page begins; None for no cursor and for one that is not ours."""
    if not cursor:
        return None
    try:
        rank, key = decode_cursor(cursor, 2)
        return (float(rank), int(key)) if abs(int(key)) < 2**63 else None
    except (ValidationError, TypeError, ValueError, OverflowError):
        return None
