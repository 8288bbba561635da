"""Choosing NACE codes: with htmx the results appear below the box, without it the form comes back with them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import signed_in
from ict4society.foundation.ui.pages import page
from ict4society.organisations.forms import MOST_CODES, OrganisationForm
from ict4society.organisations.models import NaceCode
from ict4society.organisations.queries import nace_matching


@dataclass(frozen=True)
class Picker:
    """What the boxes show: the ticked codes, and what the search found besides."""

    text: str
    chosen: list[NaceCode]
    matching: list[NaceCode]
    most: int = MOST_CODES


def picks_codes(request: HttpRequest) -> bool:
    """Whether the button beside the search box sent the form, without script."""
    return "find_nace" in request.POST


def picker(request: HttpRequest, form: OrganisationForm) -> Picker:
    """Of a form, and of what was typed into the search box."""
    text = (request.POST if request.method == "POST" else request.GET).get("nace_text", "").replace("\0", "")[:100]
    chosen = form.chosen_codes()
    known = {code.pk for code in chosen}
    return Picker(text, chosen, [code for code in nace_matching(text) if code.pk not in known])


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def search_codes(request: HttpRequest) -> HttpResponse:
    """The boxes for what was typed; ticked ones stay."""
    data = request.POST if request.method == "POST" else request.GET
    form = OrganisationForm(data)
    context = {"picker": picker(request, form)}
    return page(request, "organisations/nace.html", context, fragment="codes")
