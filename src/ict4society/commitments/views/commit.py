"""Commit an organisation: write it down, look at it, publish it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.commitments.actions.commit import draft_commitment, publish_commitment
from ict4society.commitments.course import shown
from ict4society.commitments.forms import CommitmentForm
from ict4society.commitments.states import CommitmentState
from ict4society.commitments.views.commitment import find_commitment
from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import active_mandates, actor_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def commit(request: HttpRequest) -> HttpResponse:
    """The form; what it sends becomes a draft, which its page shows before it is published."""
    if request.method != "POST":
        mandates = active_mandates(request.user)
        own = {"acting_as": str(mandates[0].organisation_id) if mandates else "", "kind": "indicator"}
        unsent = take_unsent(request)
        form = CommitmentForm(user=request.user, initial={**own, **(unsent or request.GET).dict()})
        return page(request, "commitments/commit.html", {"form": form, "mandates": mandates})
    form = CommitmentForm(request.POST, user=request.user)
    status = 422
    if form.is_valid():
        try:
            made_id = form.once(
                request.POST.get("idempotency_key"), "commitments.commitment", draft_commitment, **form.values
            )
        except (Refused, Forbidden) as refused:
            form.add_form_error(str(refused))
            status = refused.status
        else:
            return HttpResponseRedirect(reverse("commitments:publish", args=[made_id]), status=303)
    context = {"form": form, "mandates": active_mandates(request.user)}
    return page(request, "commitments/commit.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Look once more, then commit in public."""
    found = find_commitment(request, pk)
    if found.state != CommitmentState.DRAFT:
        return HttpResponseRedirect(found.get_absolute_url(), status=303 if request.method == "POST" else 302)
    require(request.user, "commitments.publish_commitment", found)
    refusal = ""
    if request.method == "POST":
        try:
            publish_commitment(actor=actor_for(request.user, found.on_behalf_of_id), commitment=found)
        except (Refused, Forbidden) as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The commitment is public. Others can follow and assess it now."))
            return HttpResponseRedirect(found.get_absolute_url(), status=303)
    context = {
        "commitment": found,
        "refusal": refusal,
        "baseline": shown(found, found.baseline_value),
        "target": shown(found, found.target_value),
    }
    return page(request, "commitments/publish.html", context, status=422 if refusal else 200)
