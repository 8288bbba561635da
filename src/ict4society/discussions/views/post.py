"""The permanent address of a post."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from ict4society.discussions.addresses import post_address
from ict4society.discussions.policies import posts_visible_to
from ict4society.foundation.policy import get_visible, public


@public
@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the post's place on the page of its thread."""
    found = get_visible(posts_visible_to(request.user).only("number", "thread_id"), pk=pk)
    return HttpResponseRedirect(post_address(found.thread_id, found.number))
