"""Organisations that wait for an operator to vouch for them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import allowed, get_visible
from ict4society.foundation.ui.pages import page
from ict4society.operations.queries import founders_of, unverified_organisations
from ict4society.organisations.actions.verify import verify_organisation

SHOWN = 100


@require_safe
@allowed("operations.view_console")
def organisations(request: HttpRequest) -> HttpResponse:
    """The oldest first, with what an operator needs to check them."""
    waiting = list(unverified_organisations()[:SHOWN])
    context = {"organisations": waiting, "founders": founders_of(waiting)}
    return page(request, "operations/organisations.html", context)


@require_POST
@allowed("operations.view_console")
def verify(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Vouch for one. One that was verified meanwhile stays so."""
    organisation = get_visible(unverified_organisations(verified_too=True), pk=organisation_id)
    verify_organisation(actor=Actor(request.user), organisation=organisation)
    messages.success(request, _("%(name)s is verified.") % {"name": organisation})
    return redirect("operations:organisations")
