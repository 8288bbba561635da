"""One cell of the map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.deliberation.consensus.verdict import Verdict
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.ui.pages import page
from ict4society.knowledge_map.policies import elements_visible_to
from ict4society.knowledge_map.queries.elements import in_cell, listed, narrowed, on_the_map
from ict4society.knowledge_map.states import ElementKind
from ict4society.knowledge_map.views.paging import paged
from ict4society.topics.models import Dimension, Topic
from ict4society.topics.queries import topic_ids


@public
@require_safe
def cell(request: HttpRequest, topic: str, dimension: str) -> HttpResponse:
    """The elements at a topic (an area's include those of its issues) in a dimension; says so when there are none."""
    here = get_visible(Topic.objects.select_related("parent"), slug=topic)
    across = get_visible(Dimension.objects.all(), slug=dimension)
    kind, verdict = request.GET.get("kind", ""), request.GET.get("verdict", "")
    kind = kind if kind in ElementKind.values else ""
    verdict = verdict if verdict in [known.value for known in Verdict] else ""
    elements = in_cell(on_the_map(elements_visible_to(request.user)), topic_ids(here), across)
    shown = paged(request, listed(narrowed(elements, kind=kind, verdict=verdict)).order_by("-published_at", "-pk"))
    context = {
        "topic": here,
        "dimension": across,
        "shown": shown,
        "kind": kind,
        "verdict": verdict,
        "may_write": can(request.user, "knowledge_map.create_element"),
    }
    return page(request, "knowledge_map/cell.html", context, tags=("map", f"topic:{here.pk}"))
