"""Conclude a thread, or open it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.discussions.actions.conclude_thread import conclude_thread, reopen_thread
from ict4society.discussions.forms import ConclusionForm
from ict4society.discussions.queries import thread_for
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of the conclusion, and what it sends."""
    thread = thread_for(request.user, pk)
    require(request.user, "discussions.edit_thread", thread)
    if request.method != "POST":
        unsent = take_unsent(request)
        form = ConclusionForm(initial=unsent.dict() if unsent else None)
        return page(request, "discussions/conclude.html", {"thread": thread, "form": form})
    form = ConclusionForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            conclude_thread(actor=Actor(request.user), thread=thread, text=form.cleaned_data["text"])
        except (Refused, Forbidden) as refused:
            form.add_form_error(str(refused))
            status = refused.status
        else:
            messages.success(request, _("The thread is concluded. Everybody who took part is told."))
            return HttpResponseRedirect(reverse("discussions:thread", args=[thread.pk]), status=303)
    return page(request, "discussions/conclude.html", {"thread": thread, "form": form}, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then let the discussion go on."""
    thread = thread_for(request.user, pk)
    require(request.user, "discussions.edit_thread", thread)
    if request.method == "POST":
        try:
            reopen_thread(actor=Actor(request.user), thread=thread)
        except Refused as refused:
            messages.info(request, str(refused))
        else:
            messages.success(request, _("The thread is open again."))
        return HttpResponseRedirect(reverse("discussions:thread", args=[thread.pk]), status=303)
    return page(request, "discussions/reopen.html", {"thread": thread})
