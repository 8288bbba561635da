"""Edit an organisation's page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import Refused, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.actions.edit import EDITABLE, edit_organisation
from ict4society.organisations.forms import EditForm
from ict4society.organisations.models import Organisation
from ict4society.organisations.nace_field import picker, picks_codes
from ict4society.organisations.refused import OrganisationExists, OrganisationMovedOn
from ict4society.organisations.views.acting import managed, manager


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """A stale form is answered with both texts (409): what was typed stays, to be saved on the new version."""
    organisation = managed(request, slug)
    initial = {field: getattr(organisation, field) for field in EDITABLE}
    initial |= {"version": organisation.version, "nace": list(organisation.nace_codes.all())}
    typed = request.POST if request.method == "POST" else take_unsent(request)
    form = EditForm(typed, initial=initial)
    context: dict[str, Any] = {"organisation": organisation, "existing": None, "quiet": False, "moved": None}
    if request.method == "POST" and picks_codes(request):
        return _answer(request, form, context | {"quiet": True}, 200)
    if request.method == "POST" and form.is_valid():
        actor, version = manager(request, organisation), form.cleaned_data["version"]
        try:
            saved = edit_organisation(actor=actor, organisation=organisation, version=version, **form.values())
        except OrganisationMovedOn as moved:
            return _answer(request, _on_current(request, moved.current), context | _both(form, moved), 409)
        except OrganisationExists as refused:
            form.add_error("name", str(refused))
            context["existing"] = refused.existing
        except Refused as refused:
            form.add_form_error(str(refused))
        else:
            _say(request, organisation, saved)
            return redirect(saved.get_absolute_url())
    return _answer(request, form, context, 422 if request.method == "POST" else 200)


def _answer(request: HttpRequest, form: EditForm, context: dict[str, Any], status: int) -> HttpResponse:
    return page(
        request,
        "organisations/edit.html",
        context | {"form": form, "picker": picker(request, form, "nace")},
        status=status,
    )


def _on_current(request: HttpRequest, current: Organisation) -> EditForm:
    """The same form with what was typed, opened on the version that counts now."""
    data = request.POST.copy()
    data["version"] = str(current.version)
    return EditForm(data)


def _both(form: EditForm, moved: OrganisationMovedOn) -> dict[str, Any]:
    """What differs: label, mine, theirs."""
    values, current = form.cleaned_data, moved.current
    pairs = [
        (form.fields[field].label, str(values[field]), str(getattr(current, field)))
        for field in EDITABLE
        if str(values[field]) != str(getattr(current, field))
    ]
    mine, theirs = _lines(values["nace"]), _lines(current.nace_codes.all())
    if mine != theirs:
        pairs.append((form.fields["nace"].label, mine, theirs))
    return {"moved": str(moved), "pairs": pairs}


def _lines(codes: Any) -> str:
    return "\n".join(sorted(str(code) for code in codes))


def _say(request: HttpRequest, before: Organisation, saved: Organisation) -> None:
    messages.success(request, _("The page has been saved."))
    if before.is_verified and not saved.is_verified:
        messages.warning(request, _("What was verified has changed, so an operator has to verify it again."))
