"""Assess a commitment."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.commitments.actions.assess import assess_commitment
from ict4society.commitments.forms import AssessmentForm
from ict4society.commitments.views.commitment import find_commitment, show_commitment
from ict4society.foundation.policy import Forbidden, Refused, can, signed_in
from ict4society.foundation.policy.unsent import take_unsent


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: HttpRequest, pk: int) -> HttpResponse:
    """What one thinks of it, and why. Read (after signing in), it shows the form with what was typed before."""
    found = find_commitment(request, pk)
    address = f"{found.get_absolute_url()}#assessments"
    if request.method != "POST":
        unsent = take_unsent(request)
        if unsent is None or not can(request.user, "commitments.assess_commitment", found):
            return HttpResponseRedirect(address)
        return show_commitment(request, found, AssessmentForm(user=request.user, initial=unsent.dict()))
    form = AssessmentForm(request.POST, user=request.user)
    if not form.is_valid():
        return show_commitment(request, found, form, status=422)
    values = {name: form.cleaned_data[name] for name in ("verdict", "reason", "evidence_url")}
    try:
        assess_commitment(actor=form.actor(), commitment=found, **values)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return show_commitment(request, found, form, status=refused.status)
    messages.success(request, _("Your assessment is published."))
    return HttpResponseRedirect(address, status=303)
