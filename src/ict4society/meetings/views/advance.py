"""Announce a meeting, open and close its registration, start it, cancel it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent, typed
from ict4society.foundation.ui.pages import page
from ict4society.meetings.actions.advance import (
    announce_meeting,
    cancel_meeting,
    close_registration,
    open_registration,
    start_meeting,
)
from ict4society.meetings.forms.meeting import CancelForm
from ict4society.meetings.models import Meeting
from ict4society.meetings.views.meeting import find_meeting

METHODS = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(METHODS)
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it to everybody. Read (after signing in), it leads to the meeting, like the three below."""
    return _advance(request, pk, announce_meeting, _("The meeting is announced. Who follows its topics is told."))


@signed_in
@require_http_methods(METHODS)
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Let members register."""
    return _advance(request, pk, open_registration, _("Registration is open."))


@signed_in
@require_http_methods(METHODS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take no more registrations."""
    return _advance(request, pk, close_registration, _("Registration is closed. Who has a seat keeps it."))


@signed_in
@require_http_methods(METHODS)
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """It is running."""
    return _advance(request, pk, start_meeting, _("The meeting is running."))


def _advance(request: HttpRequest, pk: int, action: Callable[..., Meeting], done: str) -> HttpResponse:
    found = find_meeting(request, pk)
    if request.method == "POST":
        try:
            action(actor=Actor(request.user), meeting=found)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, done)
    return HttpResponseRedirect(reverse("meetings:meeting", args=[found.pk]), status=303)


@signed_in
@require_http_methods(METHODS)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then cancel."""
    found = find_meeting(request, pk)
    status = 200
    if request.method != "POST":
        require(request.user, "meetings.cancel_meeting", found)
        unsent = take_unsent(request)
        form = CancelForm(initial=typed(unsent) if unsent else None)
    else:
        form = CancelForm(request.POST)
        status = 422
        if form.is_valid():
            try:
                cancel_meeting(actor=Actor(request.user), meeting=found, reason=form.cleaned_data["reason"])
            except (Refused, Forbidden) as refused:
                form.add_form_error(str(refused))
                status = refused.status
            else:
                messages.success(request, _("The meeting is cancelled. Everybody who wanted to come is told."))
                return HttpResponseRedirect(reverse("meetings:meeting", args=[found.pk]), status=303)
    return page(request, "meetings/cancel.html", {"meeting": found, "form": form}, status=status)
