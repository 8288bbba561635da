"""The organisations for which I act; asking for a mandate; accepting an invitation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, public, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.actions.invitation import accept_invitation
from ict4society.organisations.actions.request import request_mandate
from ict4society.organisations.forms import RequestForm
from ict4society.organisations.invitation_links import invitation_of
from ict4society.organisations.queries import active_mandates
from ict4society.organisations.views.acting import visible


@signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My mandates in force."""
    return page(request, "organisations/mine.html", {"mandates": active_mandates(request.user)})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the representatives for a mandate."""
    organisation = visible(request, slug)
    form = RequestForm(request.POST if request.method == "POST" else take_unsent(request))
    if request.method == "POST" and form.is_valid():
        try:
            message = form.cleaned_data["message"]
            request_mandate(actor=Actor(request.user), organisation=organisation, message=message)
        except Refused as refused:
            form.add_form_error(str(refused))
        else:
            messages.success(request, _("Your request has been sent. You are told when it is answered."))
            return redirect(organisation.get_absolute_url())
    context = {"form": form, "organisation": organisation}
    return page(request, "organisations/ask.html", context, status=422 if request.method == "POST" else 200)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """What a link offers; members accept it, visitors join or sign in first."""
    offered = invitation_of(key)
    if offered is None:
        return page(request, "organisations/invitation_gone.html", status=404)
    if request.method == "POST":
        if not request.user.is_authenticated:
            raise Forbidden(_("Sign in first, or join."))
        try:
            accept_invitation(actor=Actor(request.user), invitation=offered)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("You act for %(name)s now.") % {"name": offered.organisation})
        return redirect(offered.organisation.get_absolute_url())
    return page(request, "organisations/invitation.html", {"invitation": offered})
