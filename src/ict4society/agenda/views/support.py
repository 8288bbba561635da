"""Support a proposal, or take that back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ict4society.agenda.actions.support import support_proposal, take_support_back
from ict4society.agenda.forms import SupportForm
from ict4society.agenda.models import Proposal
from ict4society.agenda.policies import proposals_visible_to
from ict4society.agenda.queries import WITH_VOICES
from ict4society.agenda.views.proposal import show_proposal
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Refused, get_visible, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it one of the supports of this quarter. Read (after signing in), it leads to the proposal."""
    found = _proposal(request, pk)
    if request.method != "POST":
        return HttpResponseRedirect(_address(found))
    form = SupportForm(request.POST, user=request.user)
    if not form.is_valid():
        return show_proposal(request, found, form, status=422)
    try:
        support_proposal(actor=form.actor(), proposal=found)
    except Refused as refused:
        form.add_form_error(str(refused))
        return show_proposal(request, found, form, status=refused.status)
    messages.success(request, _("You support this proposal."))
    return HttpResponseRedirect(_address(found), status=303)


@signed_in
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo that; the support can be given to another proposal."""
    found = _proposal(request, pk)
    try:
        gone = take_support_back(actor=Actor(request.user), proposal=found)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        if gone:
            messages.success(request, _("You took your support back."))
    return HttpResponseRedirect(_address(found), status=303)


def _proposal(request: HttpRequest, pk: int) -> Proposal:
    rows = proposals_visible_to(request.user).select_related(*WITH_VOICES, "thread", "merged_into", "decided_by")
    return get_visible(rows, pk=pk)


def _address(proposal: Proposal) -> str:
    return reverse("agenda:proposal", args=[proposal.pk], fragment="support")
