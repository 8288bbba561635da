"""Change the frame of a thread: title, topic, introduction."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ict4society.discussions.actions.edit_thread import StaleThread, edit_thread
from ict4society.discussions.forms import ThreadEditForm
from ict4society.discussions.models import Thread
from ict4society.discussions.queries import thread_for
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends. Where another facilitator was faster, both texts and the form again."""
    thread = thread_for(request.user, pk)
    require(request.user, "discussions.edit_thread", thread)
    if request.method != "POST":
        unsent = take_unsent(request)
        return _form_page(request, thread, ThreadEditForm(initial=unsent.dict() if unsent else _initial(thread)))
    form = ThreadEditForm(request.POST)
    if not form.is_valid():
        return _form_page(request, thread, form, status=422)
    try:
        edit_thread(actor=Actor(request.user), thread=thread, **form.cleaned_data)
    except StaleThread as stale:
        mine = form.cleaned_data
        rebased = ThreadEditForm(data={**request.POST.dict(), "revision": stale.current.revision})
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        return _form_page(request, stale.current, rebased, status=stale.status, mine=mine)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form_page(request, thread, form, status=refused.status)
    return HttpResponseRedirect(reverse("discussions:thread", args=[thread.pk]), status=303)


def _initial(thread: Thread) -> dict[str, object]:
    return {
        "title": thread.title,
        "topic": thread.topic_id,
        "introduction": thread.introduction,
        "language": thread.language,
        "revision": thread.revision,
    }


def _form_page(
    request: HttpRequest, thread: Thread, form: ThreadEditForm, *, status: int = 200, mine: dict | None = None
) -> HttpResponse:
    return page(request, "discussions/edit.html", {"thread": thread, "form": form, "mine": mine}, status=status)
