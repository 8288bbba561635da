"""Put a practice before its peers, or take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for
from ict4society.practices.actions.submit import submit_practice, withdraw_practice
from ict4society.practices.forms import WithdrawForm
from ict4society.practices.states import CRITERIA, LEAST_GROUPS, LEAST_REVIEWERS, PracticeState
from ict4society.practices.views.practice import visible_practice


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """The criteria once more; then it goes to review."""
    found = visible_practice(request, pk)
    refusal, status = "", 200
    if request.method == "POST":
        try:
            submit_practice(actor=actor_for(request.user, found.on_behalf_of_id), practice=found)
        except (Refused, Forbidden) as refused:
            refusal, status = str(refused), refused.status
        else:
            messages.success(request, _("Your practice is in peer review; everybody can read it now."))
            return HttpResponseRedirect(found.get_absolute_url(), status=303)
    else:
        if found.state == PracticeState.IN_REVIEW:
            return HttpResponseRedirect(found.get_absolute_url())
        require(request.user, "practices.submit_practice", found)
    context = {
        "practice": found,
        "refusal": refusal,
        "criteria": CRITERIA,
        "reviewers": LEAST_REVIEWERS,
        "groups": LEAST_GROUPS,
    }
    return page(request, "practices/submit.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, with a reason."""
    found = visible_practice(request, pk)
    posted = request.method == "POST"
    unsent = None if posted else take_unsent(request)
    form = WithdrawForm(request.POST) if posted else WithdrawForm(initial=unsent.dict() if unsent else None)
    status = 200
    if not posted:
        require(request.user, "practices.withdraw_practice", found)
    elif form.is_valid():
        try:
            actor = actor_for(request.user, found.on_behalf_of_id)
            withdraw_practice(actor=actor, practice=found, reason=form.cleaned_data["reason"])
        except (Refused, Forbidden) as refused:
            form.add_form_error(str(refused))
            status = refused.status
        else:
            messages.success(request, _("The practice is withdrawn."))
            return HttpResponseRedirect(found.get_absolute_url(), status=303)
    else:
        status = 422
    return page(request, "practices/withdraw.html", {"practice": found, "form": form}, status=status)
