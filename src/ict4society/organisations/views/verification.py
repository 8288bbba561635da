"""For operators: organisations that wait to be verified."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ict4society.accounts.countries import country_name
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import allowed
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.actions.verify import verify_organisation, withdraw_verification
from ict4society.organisations.forms import ReasonForm
from ict4society.organisations.queries import organisations_to_verify
from ict4society.organisations.views.acting import visible

PER_PAGE = 50


@allowed("organisations.verify_organisation")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Oldest first, with what helps to decide."""
    found = Paginator(organisations_to_verify(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(organisation, country_name(organisation.country)) for organisation in found.object_list]
    return page(request, "organisations/verification.html", {"rows": rows, "found": found})


@allowed("organisations.verify_organisation")
@require_POST
def verify(request: HttpRequest, slug: str) -> HttpResponse:
    """Vouch for one."""
    organisation = visible(request, slug)
    verify_organisation(actor=Actor(request.user), organisation=organisation)
    messages.success(request, _("%(name)s is verified.") % {"name": organisation})
    return redirect("organisations:verification")


@allowed("organisations.verify_organisation")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Vouch no longer, with a reason that the representatives read."""
    organisation = visible(request, slug)
    form = ReasonForm(request.POST if request.method == "POST" else take_unsent(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        withdraw_verification(actor=Actor(request.user), organisation=organisation, reason=reason)
        messages.success(request, _("%(name)s is no longer verified.") % {"name": organisation})
        return redirect(organisation.get_absolute_url())
    context = {"form": form, "organisation": organisation}
    status = 422 if request.method == "POST" else 200
    return page(request, "organisations/withdraw_verification.html", context, status=status)
