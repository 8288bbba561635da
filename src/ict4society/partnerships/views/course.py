"""The course of a partnership."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.organisations.queries import actor_for
from ict4society.partnerships.actions.course import begin_partnership, close_partnership, withdraw_call
from ict4society.partnerships.actions.write import open_call
from ict4society.partnerships.forms import OutcomeForm, ReasonForm
from ict4society.partnerships.queries import partner_actor
from ict4society.partnerships.views.answering import answer_form
from ict4society.partnerships.views.call import visible_call


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def open_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it to everybody. Read (after signing in), it leads to the call."""
    found = visible_call(request, pk)
    if request.method == "POST":
        try:
            open_call(actor=actor_for(request.user, found.on_behalf_of_id), call=found)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The call is open: others can express interest now."))
    return HttpResponseRedirect(found.get_absolute_url(), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The partners begin. Read (after signing in), it leads to the call."""
    found = visible_call(request, pk)
    if request.method == "POST":
        try:
            begin_partnership(actor=actor_for(request.user, found.on_behalf_of_id), call=found)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The partnership is under way."))
    return HttpResponseRedirect(found.get_absolute_url(), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what came of it: completed, or ended early (by the button)."""
    found = visible_call(request, pk)
    posted = request.method == "POST"
    if not posted:
        require(request.user, "partnerships.close_call", found)
    unsent = None if posted else take_unsent(request)
    form = OutcomeForm(request.POST) if posted else OutcomeForm(initial=unsent.dict() if unsent else None)

    def act() -> None:
        close_partnership(
            actor=partner_actor(request.user, found),
            call=found,
            completed="early" not in request.POST,
            outcome=form.cleaned_data["outcome"],
            outcome_url=form.cleaned_data["outcome_url"],
        )

    return answer_form(
        request,
        form,
        act,
        template="partnerships/close.html",
        context={"call": found},
        done=_("The outcome is public, and everybody concerned is told."),
        goal=found.get_absolute_url(),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, with a reason."""
    found = visible_call(request, pk)
    posted = request.method == "POST"
    if not posted:
        require(request.user, "partnerships.withdraw_call", found)
    unsent = None if posted else take_unsent(request)
    form = ReasonForm(request.POST) if posted else ReasonForm(initial=unsent.dict() if unsent else None)

    def act() -> None:
        actor = actor_for(request.user, found.on_behalf_of_id)
        withdraw_call(actor=actor, call=found, reason=form.cleaned_data["reason"])

    return answer_form(
        request,
        form,
        act,
        template="partnerships/withdraw.html",
        context={"call": found},
        done=_("The call is withdrawn."),
        goal=found.get_absolute_url(),
    )
