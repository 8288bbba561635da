"""Found an organisation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Refused, allowed, get_visible
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.organisations.actions.found import found_organisation
from ict4society.organisations.forms import OrganisationForm
from ict4society.organisations.nace_field import picker, picks_codes
from ict4society.organisations.policies import organisations_visible_to
from ict4society.organisations.refused import OrganisationExists


@allowed("organisations.found_organisation")
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """One form; whoever sends it becomes the first representative."""
    initial = {"language": get_language() or "en", "country": getattr(request.user, "country", "")}
    if request.method == "POST" and picks_codes(request):
        form = OrganisationForm(initial=initial, data=request.POST)
        return page(request, "organisations/found.html", _context(request, form, quiet=True))
    typed = request.POST if request.method == "POST" else take_unsent(request)
    form = OrganisationForm(typed, initial=initial)
    existing = None
    if request.method == "POST" and form.is_valid():
        actor = Actor(request.user)
        try:
            ref = once(actor, request.POST.get("idempotency_key"), lambda: _ref(actor, form.values()))
        except OrganisationExists as refused:
            form.add_error("name", str(refused))
            existing = refused.existing
        except Refused as refused:
            form.add_form_error(str(refused))
        else:
            organisation = get_visible(organisations_visible_to(request.user), pk=ref.id)
            messages.success(request, _said(organisation))
            return redirect(organisation.get_absolute_url())
    context = _context(request, form) | {"existing": existing}
    return page(request, "organisations/found.html", context, status=422 if request.method == "POST" else 200)


def _ref(actor: Actor, values: dict[str, Any]) -> Ref:
    return Ref("organisations.organisation", found_organisation(actor=actor, **values).pk)


def _said(organisation: Any) -> str:
    if organisation.is_verified:
        return _("%(name)s has its page, and is verified by your e-mail address.") % {"name": organisation}
    return _("%(name)s has its page. An operator verifies it soon; you can act on its behalf at once.") % {
        "name": organisation
    }


def _context(request: HttpRequest, form: OrganisationForm, *, quiet: bool = False) -> dict[str, Any]:
    return {"form": form, "existing": None, "quiet": quiet, "picker": picker(request, form, "nace")}
