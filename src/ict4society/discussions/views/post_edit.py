"""Change one's own post."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.discussions.actions.edit_post import StalePost, edit_post
from ict4society.discussions.addresses import post_address
from ict4society.discussions.forms import PostEditForm
from ict4society.discussions.models import Post
from ict4society.discussions.policies import posts_visible_to
from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import MandateMissing, actor_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def post_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends. Where somebody was faster, both texts and the form again, on the newest revision."""
    found = get_visible(posts_visible_to(request.user).select_related("thread", "on_behalf_of"), pk=pk)
    if request.method != "POST":
        require(
            request.user,
            "discussions.edit_post",
            found,
            _("Only its author can edit a post, while the thread is open."),
        )
        unsent = take_unsent(request)
        form = PostEditForm(initial=unsent.dict()) if unsent else PostEditForm.of(found)
        return _form_page(request, found, form)
    form = PostEditForm(request.POST)
    if not form.is_valid():
        return _form_page(request, found, form, status=422)
    try:
        edit_post(actor=actor_for(request.user, found.on_behalf_of_id), post=found, **form.cleaned_data)
    except StalePost as stale:
        return _compare(request, form, stale)
    except (Refused, MandateMissing, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form_page(request, found, form, status=refused.status)
    return HttpResponseRedirect(post_address(found.thread_id, found.number), status=303)


def _compare(request: HttpRequest, form: PostEditForm, stale: StalePost) -> HttpResponse:
    mine = form.cleaned_data["text"]
    rebased = PostEditForm(data={**request.POST.dict(), "revision": stale.current.revision})
    rebased.is_valid()
    rebased.add_form_error(str(stale))
    return _form_page(request, stale.current, rebased, status=stale.status, mine=mine)


def _form_page(
    request: HttpRequest, post: Post, form: PostEditForm, *, status: int = 200, mine: str | None = None
) -> HttpResponse:
    context = {"post": post, "thread": post.thread, "form": form, "mine": mine}
    return page(request, "discussions/post_edit.html", context, status=status)
