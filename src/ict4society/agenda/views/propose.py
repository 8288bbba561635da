"""Propose a thread."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ict4society.agenda.actions.propose import draft_proposal
from ict4society.agenda.forms import ProposalForm
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """The form; what it sends becomes a draft, and the next page shows what is similar before it is opened."""
    if request.method != "POST":
        unsent = take_unsent(request)
        form = ProposalForm(user=request.user, initial=(unsent or request.GET).dict())
        return page(request, "agenda/propose.html", {"form": form})
    form = ProposalForm(request.POST, user=request.user)
    if not form.is_valid():
        return page(request, "agenda/propose.html", {"form": form}, status=422)
    values = {name: form.cleaned_data[name] for name in ("title", "topic", "text", "language")}

    def act() -> Ref:
        return Ref("agenda.proposal", draft_proposal(actor=form.actor(), **values).pk)

    try:
        ref = once(form.actor(), request.POST.get("idempotency_key"), act)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return page(request, "agenda/propose.html", {"form": form}, status=refused.status)
    route = "agenda:proposal" if "keep" in request.POST else "agenda:open"
    return HttpResponseRedirect(reverse(route, args=[ref.id]), status=303)
