"""Who acts for an organisation: mandates, invitations and requests, for its representatives."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ict4society.accounts.queries import member_with_address
from ict4society.foundation.policy import Forbidden, Refused, can, get_visible, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.actions.invitation import invite_colleague, withdraw_invitation
from ict4society.organisations.actions.mandate import grant_mandate, revoke_mandate
from ict4society.organisations.actions.request import decline_request, grant_request
from ict4society.organisations.forms import MandateForm, RoleForm
from ict4society.organisations.models import Organisation
from ict4society.organisations.queries import mandates_of, open_invitations, open_requests
from ict4society.organisations.views.acting import managed, manager, visible

GRANT = "organisations.grant_mandate"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mandates(request: HttpRequest, slug: str) -> HttpResponse:
    """All of them; a POST gives a mandate to a member, or invites whoever is none yet."""
    organisation = managed(request, slug, GRANT)
    form = MandateForm(request.POST if request.method == "POST" else take_unsent(request))
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _give(request, organisation, form))
        except Refused as refused:
            form.add_form_error(str(refused))
        else:
            return redirect("organisations:mandates", slug)
    context = {
        "organisation": organisation,
        "form": form,
        "mandates": list(mandates_of(organisation)),
        "invitations": list(open_invitations(organisation)),
        "requests": list(open_requests(organisation)),
    }
    return page(request, "organisations/mandates.html", context, status=422 if request.method == "POST" else 200)


def _give(request: HttpRequest, organisation: Organisation, form: MandateForm) -> str:
    actor, values = manager(request, organisation), form.cleaned_data
    common: dict[str, Any] = {"actor": actor, "organisation": organisation, "expires_at": form.expires_at()}
    person = member_with_address(values["email"])
    if person is None:
        invite_colleague(email=values["email"], role=values["role"], **common)
        return _("An invitation is on its way to %(email)s.") % {"email": values["email"]}
    grant_mandate(person=person, role=values["role"], **common)
    return _("%(person)s acts for %(name)s now.") % {"person": person, "name": organisation}


@signed_in
@require_POST
def revoke(request: HttpRequest, slug: str, mandate_id: int) -> HttpResponse:
    """End a mandate: one's own, or, as a representative, anybody's."""
    organisation = visible(request, slug)
    mandate = get_visible(mandates_of(organisation), pk=mandate_id)
    own = mandate.user_id == request.user.pk
    if not own and not can(request.user, GRANT, organisation):
        raise Forbidden(_("Only a representative ends other people's mandates."))
    try:
        revoke_mandate(actor=manager(request, organisation), mandate=mandate)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The mandate has ended."))
    return redirect("organisations:mine") if own else redirect("organisations:mandates", slug)


@signed_in
@require_POST
def withdraw(request: HttpRequest, slug: str, invitation_id: int) -> HttpResponse:
    """The link of an invitation stops working."""
    organisation = managed(request, slug, GRANT)
    invitation = get_visible(open_invitations(organisation), pk=invitation_id)
    withdraw_invitation(actor=manager(request, organisation), invitation=invitation)
    messages.success(request, _("The invitation has been withdrawn."))
    return redirect("organisations:mandates", slug)


@signed_in
@require_POST
def answer(request: HttpRequest, slug: str, request_id: int) -> HttpResponse:
    """Grant (``role``) or decline (``decline``) a request."""
    organisation = managed(request, slug, GRANT)
    waiting = get_visible(open_requests(organisation), pk=request_id)
    actor, form = manager(request, organisation), RoleForm(request.POST)
    back = redirect(reverse("organisations:mandates", args=[slug]))
    if "decline" in request.POST:
        decline_request(actor=actor, request=waiting)
        messages.success(request, _("The request has been declined."))
    elif form.is_valid():
        try:
            grant_request(actor=actor, request=waiting, role=form.cleaned_data["role"])
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request, _("%(person)s acts for %(name)s now.") % {"person": waiting.user, "name": organisation}
            )
    else:
        messages.error(request, _("Choose what the mandate allows."))
    return back
