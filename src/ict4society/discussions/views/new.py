"""Open a thread directly."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.forms import ThreadForm
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, allowed
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import MandateMissing


@allowed("discussions.open_thread")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form, and what it sends."""
    if request.method != "POST":
        unsent = take_unsent(request)
        form = ThreadForm(user=request.user, initial=(unsent or request.GET).dict())
        return page(request, "discussions/new.html", {"form": form})
    form = ThreadForm(request.POST, user=request.user)
    if not form.is_valid():
        return page(request, "discussions/new.html", {"form": form}, status=422)
    values = {name: form.cleaned_data[name] for name in ("title", "topic", "introduction", "language")}

    def act() -> Ref:
        return Ref("discussions.thread", open_thread(actor=form.actor(), **values).pk)

    try:
        ref = once(form.actor(), request.POST.get("idempotency_key"), act)
    except (Refused, MandateMissing, Forbidden) as refused:
        form.add_form_error(str(refused))
        return page(request, "discussions/new.html", {"form": form}, status=refused.status)
    return HttpResponseRedirect(reverse("discussions:thread", args=[ref.id]), status=303)
