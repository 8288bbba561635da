"""Take one's own proposal back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.agenda.actions.withdraw import withdraw_proposal
from ict4society.agenda.forms import ReasonForm
from ict4society.agenda.policies import proposals_visible_to
from ict4society.agenda.queries import WITH_VOICES
from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more and for a reason, then withdraw."""
    found = get_visible(proposals_visible_to(request.user).select_related(*WITH_VOICES), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else take_unsent(request))
    status = 200
    if request.method != "POST":
        require(request.user, "agenda.withdraw_proposal", found)
    elif form.is_valid():
        try:
            actor = actor_for(request.user, found.on_behalf_of_id)
            withdraw_proposal(actor=actor, proposal=found, reason=form.cleaned_data["reason"])
        except (Refused, Forbidden) as refused:
            form.add_form_error(str(refused))
            status = refused.status
        else:
            messages.success(request, _("Your proposal was withdrawn."))
            return HttpResponseRedirect(reverse("agenda:proposal", args=[found.pk]), status=303)
    else:
        status = 422
    return page(request, "agenda/withdraw.html", {"proposal": found, "form": form}, status=status)
