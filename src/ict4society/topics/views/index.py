"""The topic tree."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page
from ict4society.topics.queries import dimensions, followed_ids, topic_tree


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Areas with their issues, and the dimensions across them."""
    context = {"areas": topic_tree(), "dimensions": list(dimensions()), "followed": followed_ids(request.user)}
    return page(request, "topics/index.html", context, tags=("topics",))
