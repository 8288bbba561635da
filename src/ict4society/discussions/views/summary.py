"""The living summary of a thread and its versions."""

from __future__ import annotations

from itertools import zip_longest

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.discussions.actions.write_summary import StaleSummary, write_summary
from ict4society.discussions.forms import SummaryForm
from ict4society.discussions.models import Thread
from ict4society.discussions.queries import latest_summary, thread_for
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, public, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page


@public
@require_safe
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version with what changed in it, newest first."""
    thread = thread_for(request.user, pk)
    versions = list(thread.summaries.select_related("author").order_by("-version"))
    context = {"thread": thread, "steps": list(zip_longest(versions, versions[1:]))}
    return page(request, "discussions/summary.html", context, tags=(f"thread:{thread.pk}",))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def summary_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends. Where another facilitator was faster, both texts and the form again."""
    thread = thread_for(request.user, pk)
    require(request.user, "discussions.summarise_thread", thread)
    if request.method != "POST":
        unsent = take_unsent(request)
        return _form_page(request, thread, SummaryForm(initial=unsent.dict() if unsent else _initial(thread)))
    form = SummaryForm(request.POST)
    if not form.is_valid():
        return _form_page(request, thread, form, status=422)
    try:
        write_summary(actor=Actor(request.user), thread=thread, **form.cleaned_data)
    except StaleSummary as stale:
        rebased = SummaryForm(data={**request.POST.dict(), "version": stale.current.version})
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        texts = (form.cleaned_data["text"], stale.current.text)
        return _form_page(request, thread, rebased, status=stale.status, texts=texts)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form_page(request, thread, form, status=refused.status)
    return HttpResponseRedirect(reverse("discussions:thread", args=[thread.pk]), status=303)


def _initial(thread: Thread) -> dict[str, object]:
    current = latest_summary(thread)
    return {
        "text": current.text if current else "",
        "version": current.version if current else 0,
        "through_number": thread.next_number - 1,
    }


def _form_page(
    request: HttpRequest, thread: Thread, form: SummaryForm, *, status: int = 200, texts: tuple[str, str] | None = None
) -> HttpResponse:
    context = {"thread": thread, "form": form, "texts": texts}
    return page(request, "discussions/summary_edit.html", context, status=status)
