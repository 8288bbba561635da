"""An organisation's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.accounts.countries import country_name
from ict4society.foundation.policy import can, public
from ict4society.foundation.ui.pages import page
from ict4society.organisations.panel_register import panels
from ict4society.organisations.queries import has_open_request, mandate_for, mandates_of
from ict4society.organisations.views.acting import visible


@public
@require_safe
def show_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Who it is, who speaks for it, and what it said and did here."""
    organisation = visible(request, slug)
    shown = panels(organisation, request.user)
    held = mandate_for(request.user, organisation)
    asks = request.user.is_authenticated and held is None
    context = {
        "organisation": organisation,
        "country": country_name(organisation.country),
        "codes": list(organisation.nace_codes.all()),
        "mandates": list(mandates_of(organisation)),
        "panels": shown,
        "held": held,
        "manages": can(request.user, "organisations.edit_organisation", organisation),
        "may_verify": can(request.user, "organisations.verify_organisation", organisation),
        "may_ask": asks,
        "asked": asks and has_open_request(request.user, organisation),
    }
    own = ("organisations", f"organisation:{organisation.pk}")
    tags = (*own, *(tag for panel in shown for tag in panel.tags))
    return page(request, "organisations/organisation.html", context, tags=tags)
