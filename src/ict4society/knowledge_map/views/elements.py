"""All elements as a list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.deliberation.consensus.verdict import Verdict
from ict4society.foundation.policy import can, public
from ict4society.foundation.ui.pages import page
from ict4society.knowledge_map.policies import elements_visible_to
from ict4society.knowledge_map.queries.elements import in_cell, listed, narrowed
from ict4society.knowledge_map.states import ElementKind, ElementState
from ict4society.knowledge_map.views.paging import paged
from ict4society.topics.models import Topic
from ict4society.topics.queries import topic_ids


@public
@require_safe
def elements(request: HttpRequest) -> HttpResponse:
    """Published ones; facilitators also choose drafts, and those whose sources have changed."""
    writes = can(request.user, "knowledge_map.create_element")
    chosen = {
        name: request.GET.get(name, "").replace("\0", "")[:100] for name in ("kind", "verdict", "state", "topic", "q")
    }
    allowed = {
        "kind": ElementKind.values,
        "verdict": [known.value for known in Verdict],
        "state": ElementState.values if writes else [ElementState.PUBLISHED.value, ElementState.WITHDRAWN.value],
    }
    for name, values in allowed.items():
        if chosen[name] not in values:
            chosen[name] = ""
    changed = request.GET.get("changed") == "1"
    if not chosen["state"] and not changed:
        chosen["state"] = ElementState.PUBLISHED.value
    rows = narrowed(
        elements_visible_to(request.user),
        kind=chosen["kind"],
        verdict=chosen["verdict"],
        state=chosen["state"],
        changed=changed,
        words=chosen["q"],
    )
    topic = Topic.objects.filter(slug=chosen["topic"]).first() if chosen["topic"] else None
    if topic is not None:
        rows = in_cell(rows, topic_ids(topic))
    context = {
        "shown": paged(request, listed(rows).order_by("-published_at", "-pk")),
        "topic": topic,
        "chosen": chosen,
        "changed": changed,
        "kinds": ElementKind.choices,
        "states": [choice for choice in ElementState.choices if choice[0] in allowed["state"]],
        "verdicts": allowed["verdict"],
        "may_write": writes,
    }
    return page(request, "knowledge_map/elements.html", context, tags=("map",), fragment="list")
