"""All consultations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from ict4society.consultations.forms.set_up import IndexFilter
from ict4society.consultations.queries.consultations import consultations
from ict4society.consultations.states import Stage
from ict4society.consultations.views._scene import TONES
from ict4society.foundation.policy import can, public
from ict4society.foundation.ui.pages import page
from ict4society.topics.queries import topic_tree

PER_PAGE = 20


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The open ones first, then what comes and what was; by topic and stage."""
    wanted = IndexFilter(request.GET)
    wanted.is_valid()
    chosen = {name: wanted.cleaned_data.get(name) or "" for name in ("topic", "stage")}
    tree = topic_tree()
    topic = {each.slug: each for area in tree for each in (area, *area.issues.all())}.get(chosen["topic"])
    rows = consultations(request.user, topic=topic, stage=chosen["stage"])
    total = rows.count()
    pages = max(1, -(-total // PER_PAGE))
    number = min(wanted.cleaned_data.get("page") or 1, pages)
    language = translation.get_language() or ""
    found = [
        {"it": each, "title": each.in_language(language)["title"], "tone": TONES.get(Stage(each.stage), "neutral")}
        for each in rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    ]

    def address(at: int) -> str:
        given = {name: value for name, value in chosen.items() if value} | {"page": str(at)}
        return reverse("consultations:index", query=given)

    context = {
        "rows": found,
        "tree": tree,
        "topic": topic,
        "stage": chosen["stage"],
        "stages": [choice for choice in Stage.choices if choice[0] != Stage.DRAFT],
        "total": total,
        "page": number,
        "pages": pages,
        "previous": address(number - 1) if number > 1 else "",
        "next": address(number + 1) if number < pages else "",
        "may_create": can(request.user, "consultations.create_consultation"),
    }
    return page(request, "consultations/index.html", context, tags=("consultations",), fragment="list")
