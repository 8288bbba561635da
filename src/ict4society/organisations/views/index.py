"""The organisations of the community."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ict4society.accounts.countries import country_name
from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page
from ict4society.organisations.forms import FilterForm
from ict4society.organisations.queries import find_organisations

PER_PAGE = 30


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """By name, narrowed by stakeholder group, country, size, words, and whether they are verified."""
    form = FilterForm(request.GET)
    found = Paginator(find_organisations(request.user, form.wanted()), PER_PAGE).get_page(request.GET.get("page"))
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}

    def at(number: int | None) -> str:
        return reverse("organisations:index", query={**kept, "page": number}) if number else ""

    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "rows": [(organisation, country_name(organisation.country)) for organisation in found.object_list],
        "narrowed": bool(kept),
        "previous": at(found.previous_page_number() if found.has_previous() else None),
        "next": at(found.next_page_number() if found.has_next() else None),
    }
    return page(request, "organisations/index.html", context, tags=("organisations",), fragment="list")
