"""Publish a solution, or take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for
from ict4society.solutions.actions.write import publish_solution, withdraw_solution
from ict4society.solutions.forms import WithdrawForm
from ict4society.solutions.views.solution import visible_solution


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it to everybody. Read (after signing in), it leads to the solution."""
    found = visible_solution(request, pk)
    if request.method == "POST":
        try:
            publish_solution(actor=actor_for(request.user, found.on_behalf_of_id), solution=found)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The solution is published."))
    return HttpResponseRedirect(found.get_absolute_url(), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, with a reason."""
    found = visible_solution(request, pk)
    posted = request.method == "POST"
    unsent = None if posted else take_unsent(request)
    form = WithdrawForm(request.POST) if posted else WithdrawForm(initial=unsent.dict() if unsent else None)
    status = 200
    if not posted:
        require(request.user, "solutions.withdraw_solution", found)
    elif form.is_valid():
        try:
            actor = actor_for(request.user, found.on_behalf_of_id)
            withdraw_solution(actor=actor, solution=found, reason=form.cleaned_data["reason"])
        except (Refused, Forbidden) as refused:
            form.add_form_error(str(refused))
            status = refused.status
        else:
            messages.success(request, _("The solution is withdrawn. You can publish it again."))
            return HttpResponseRedirect(found.get_absolute_url(), status=303)
    else:
        status = 422
    return page(request, "solutions/withdraw.html", {"solution": found, "form": form}, status=status)
