"""Take a commitment back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.commitments.actions.withdraw import withdraw_commitment
from ict4society.commitments.forms import ReasonForm
from ict4society.commitments.views.commitment import find_commitment
from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then withdraw; it stays listed."""
    found = find_commitment(request, pk)
    unsent = take_unsent(request) if request.method != "POST" else None
    form = ReasonForm(request.POST if request.method == "POST" else None, initial=unsent.dict() if unsent else None)
    status = 200
    if request.method != "POST":
        require(request.user, "commitments.withdraw_commitment", found)
    elif form.is_valid():
        try:
            actor = actor_for(request.user, found.on_behalf_of_id)
            withdraw_commitment(actor=actor, commitment=found, reason=form.cleaned_data["reason"])
        except (Refused, Forbidden) as refused:
            form.add_form_error(str(refused))
            status = refused.status
        else:
            messages.success(request, _("The commitment is withdrawn. It stays listed, with your reason."))
            return HttpResponseRedirect(found.get_absolute_url(), status=303)
    else:
        status = 422
    return page(request, "commitments/withdraw.html", {"commitment": found, "form": form}, status=status)
