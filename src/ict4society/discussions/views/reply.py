"""Write in a thread."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.addresses import post_address
from ict4society.discussions.composer import composer, empty_composer
from ict4society.discussions.forms import PostForm
from ict4society.discussions.fragments import post_fragment, role_of, with_own_tools
from ict4society.discussions.models import Post, Thread
from ict4society.discussions.policies import posts_visible_to
from ict4society.discussions.queries import POSTS_PER_PAGE, page_of, posts_of_page, thread_for
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, can, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page, wants_fragment
from ict4society.organisations.queries import MandateMissing


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, answering or quoting a post where the address says so; and what it sends."""
    thread = thread_for(request.user, pk)
    if request.method == "POST":
        return _send(request, thread)
    kept = take_unsent(request)
    unsent: dict[str, Any] = kept.dict() if kept else {}
    parent = _post_in(request, thread, unsent.get("parent") or request.GET.get("to"))
    initial: dict[str, Any] = {"parent": parent.pk if parent else None}
    if parent is not None and "quote" in request.GET:
        initial["text"] = quotation(parent)
    form = PostForm(user=request.user, initial=initial | unsent)
    if not can(request.user, "discussions.reply_thread", thread):
        form = PostForm({"text": unsent.get("text", "")}, user=request.user)
        form.add_form_error(_closed())
    return _form_page(request, thread, form, parent)


def quotation(post: Post) -> str:
    """The post as a Markdown quotation that says whose words they are and where they stand."""
    quoted = "\n".join(f"> {line}".rstrip() for line in post.text.splitlines())
    speaker = post.on_behalf_of.name if post.on_behalf_of else post.author.name
    return f"> **{speaker}**, [#{post.number}]({post_address(post.thread_id, post.number)}):\n>\n{quoted}\n\n"


def _send(request: HttpRequest, thread: Thread) -> HttpResponse:
    form = PostForm(request.POST, user=request.user)
    parent = _post_in(request, thread, request.POST.get("parent"), strict=False)
    made: list[Post] = []

    def act() -> Ref:
        text = form.cleaned_data["text"]
        made.append(add_post(actor=form.actor(), thread=thread, text=text, parent=parent))
        return Ref("discussions.post", made[0].pk)

    if not form.is_valid():
        return _form_page(request, thread, form, parent, status=422)
    try:
        ref = once(form.actor(), request.POST.get("idempotency_key"), act)
    except (Refused, MandateMissing, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form_page(request, thread, form, parent, status=refused.status)
    post = made[0] if made else Post.objects.get(pk=ref.id)
    address = post_address(thread.pk, post.number)
    if not wants_fragment(request):
        return HttpResponseRedirect(address, status=303)
    return _posted(request, thread, post, address)


def _posted(request: HttpRequest, thread: Thread, post: Post, address: str) -> HttpResponse:
    """For a page that stays open: an empty form, and every post since the last one that the page shows."""
    seen = _number(request.POST.get("seen"))
    page_shown = page_of(seen) if seen else 1
    if page_of(post.number) != page_shown:
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address
        return response
    role = role_of(request.user, thread)
    fresh = [each for each in posts_of_page(thread, page_shown) if each.number > seen]
    html = "".join(post_fragment(each, role, thread) for each in fresh)
    own = [each.pk for each in fresh if each.author_id == request.user.pk]
    last = min(max(each.number for each in fresh), page_shown * POSTS_PER_PAGE) if fresh else seen
    context = {"composer": empty_composer(request, thread, last), "posts": with_own_tools(html, own, thread)}
    response = page(request, "discussions/_posted.html", context)
    response["HX-Push-Url"] = "false"
    return response


def _form_page(
    request: HttpRequest, thread: Thread, form: PostForm, parent: Post | None, *, status: int = 200
) -> HttpResponse:
    seen = _number(request.POST.get("seen")) or thread.next_number - 1
    context = {"thread": thread, "composer": composer(request, thread, form, seen=seen, parent=parent)}
    return page(request, "discussions/reply.html", context, fragment="form", status=status)


def _post_in(request: HttpRequest, thread: Thread, raw: str | None, *, strict: bool = True) -> Post | None:
    """The visible post of this thread that is answered; a wrong number is a 404, or nothing where not ``strict``."""
    number = _number(raw)
    if not raw:
        return None
    rows = posts_visible_to(request.user).filter(thread_id=thread.pk, withdrawn_at=None)
    found = rows.select_related("author", "on_behalf_of").filter(pk=number).first() if number else None
    if found is None and strict:
        raise Http404
    return found


def _number(raw: str | None) -> int:
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) <= 15 else 0


def _closed() -> str:
    return _("This thread is concluded: nobody can write in it now.")
