"""What a post said at each time."""

from __future__ import annotations

from itertools import zip_longest

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.discussions.addresses import post_address
from ict4society.discussions.policies import can_view_wording, posts_visible_to
from ict4society.discussions.queries import revisions_of
from ict4society.foundation.policy import Forbidden, get_visible, public
from ict4society.foundation.ui.pages import page


@public
@require_safe
def post_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every revision with what changed in it, newest first. Those of a withdrawn post are for moderators only."""
    rows = posts_visible_to(request.user).select_related("thread", "author", "on_behalf_of")
    found = get_visible(rows, pk=pk)
    if not can_view_wording(request.user, found):
        raise Forbidden(_("The author has withdrawn this post. Only moderators can still read it."))
    revisions = revisions_of(found)
    context = {
        "post": found,
        "thread": found.thread,
        "steps": list(zip_longest(revisions, revisions[1:])),
        "address": post_address(found.thread_id, found.number),
    }
    tags = (f"post:{found.pk}", f"thread:{found.thread_id}")
    return page(request, "discussions/post_history.html", context, tags=tags)
