"""Choosing NACE codes: with htmx the results appear below the box, without it the form comes back with them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import signed_in
from ict4society.foundation.ui.pages import page
from ict4society.organisations.forms import OrganisationForm
from ict4society.organisations.nace_field import picker


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def search_codes(request: HttpRequest) -> HttpResponse:
    """The boxes for what was typed; ticked ones stay."""
    data = request.POST if request.method == "POST" else request.GET
    context = {"picker": picker(request, OrganisationForm(data), "nace")}
    return page(request, "organisations/nace.html", context, fragment="codes")
