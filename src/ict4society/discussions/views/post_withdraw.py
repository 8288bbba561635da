"""Take back one's own post."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.discussions.actions.withdraw_post import withdraw_post
from ict4society.discussions.addresses import post_address
from ict4society.discussions.policies import posts_visible_to
from ict4society.foundation.policy import Forbidden, get_visible, require, signed_in
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import MandateMissing, actor_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def post_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then withdraw."""
    found = get_visible(posts_visible_to(request.user).select_related("thread", "author", "on_behalf_of"), pk=pk)
    if request.method == "POST":
        try:
            actor = actor_for(request.user, found.on_behalf_of_id)
        except MandateMissing as refused:
            raise Forbidden(str(refused)) from refused
        withdraw_post(actor=actor, post=found)
        messages.success(request, _("Your post was withdrawn."))
        return HttpResponseRedirect(post_address(found.thread_id, found.number), status=303)
    require(request.user, "discussions.withdraw_post", found, _("Only its author can withdraw a post."))
    return page(request, "discussions/post_withdraw.html", {"post": found, "thread": found.thread})
