"""All threads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.discussions.forms import ThreadFilter
from ict4society.discussions.queries import SORTS, languages_in_use, threads
from ict4society.discussions.states import ThreadState
from ict4society.foundation.languages import language_name
from ict4society.foundation.policy import can, public
from ict4society.foundation.ui.pages import page
from ict4society.topics.models import Topic
from ict4society.topics.queries import topic_tree

PER_PAGE = 20


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The threads, those with the latest posts first; filtered by topic, language and state."""
    wanted = ThreadFilter(request.GET)
    wanted.is_valid()
    chosen = {name: wanted.cleaned_data.get(name) or "" for name in ("topic", "language", "state", "sort")}
    tree = topic_tree()
    topics = {topic.slug: topic for area in tree for topic in (area, *area.issues.all())}
    topic: Topic | None = topics.get(chosen["topic"])
    rows = threads(request.user, topic=topic, language=chosen["language"], state=chosen["state"], sort=chosen["sort"])
    total = rows.count()
    number = min(wanted.cleaned_data.get("page") or 1, max(1, -(-total // PER_PAGE)))
    shown = list(rows[(number - 1) * PER_PAGE : number * PER_PAGE])
    context = {
        "threads": shown,
        "total": total,
        "chosen": chosen,
        "topic": topic,
        "tree": tree,
        "languages": [(code, language_name(code)) for code in languages_in_use()],
        "states": ThreadState.choices,
        "sorts": _sorts(),
        "page": number,
        "pages": max(1, -(-total // PER_PAGE)),
        "previous": _address(chosen, number - 1) if number > 1 else "",
        "next": _address(chosen, number + 1) if number * PER_PAGE < total else "",
        "may_open": can(request.user, "discussions.open_thread"),
    }
    return page(request, "discussions/index.html", context, tags=("threads",), fragment="list")


def _sorts() -> list[tuple[str, str]]:
    labels = {"activity": _("Latest posts"), "newest": _("Newest threads"), "posts": _("Most posts")}
    return [(name, labels[name]) for name in SORTS]


def _address(chosen: dict[str, str], number: int) -> str:
    query = {name: value for name, value in chosen.items() if value} | {"page": str(number)}
    return reverse("discussions:index", query=query)
