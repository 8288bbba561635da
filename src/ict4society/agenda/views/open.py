"""Look once more, and open a draft for support."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.agenda.actions.propose import open_proposal
from ict4society.agenda.policies import proposals_visible_to
from ict4society.agenda.queries import WITH_VOICES, similar_proposals
from ict4society.agenda.states import ProposalState
from ict4society.discussions.queries import similar_threads
from ict4society.foundation.policy import Refused, get_visible, require, signed_in
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def open_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as others will see it, with similar proposals and threads; then open it."""
    found = get_visible(proposals_visible_to(request.user).select_related(*WITH_VOICES), pk=pk)
    refusal = ""
    if request.method == "POST":
        try:
            open_proposal(actor=actor_for(request.user, found.on_behalf_of_id), proposal=found)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Your proposal is open: members can support it now."))
            return HttpResponseRedirect(reverse("agenda:proposal", args=[found.pk]), status=303)
    elif found.state != ProposalState.DRAFT:
        return HttpResponseRedirect(reverse("agenda:proposal", args=[found.pk]))
    require(request.user, "agenda.open_proposal", found)
    context = {
        "proposal": found,
        "similar": similar_proposals(found.title, request.user, but=found.pk),
        "threads": similar_threads(found.title),
        "refusal": refusal,
    }
    return page(request, "agenda/open.html", context, status=422 if refusal else 200)
