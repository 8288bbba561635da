"""What a recipient did: entered by a facilitator, or reported by the recipient through their invitation."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ict4society.dossiers.actions.uptake import report_uptake
from ict4society.dossiers.forms import UptakeForm
from ict4society.dossiers.invitation import is_invited
from ict4society.dossiers.policies import dossiers_visible_to, versions_visible_to
from ict4society.dossiers.search import uptake_url
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, can, get_visible, public
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page


@public
@require_http_methods(["GET", "HEAD", "POST"])
def new_uptake(request: HttpRequest, slug: str) -> HttpResponse:
    """Report on the latest version. Only for facilitators, and for whoever holds the invitation (``?key=``)."""
    found = get_visible(dossiers_visible_to(request.user), slug=slug)
    if not found.latest_version:
        raise Http404
    invited = is_invited(found, request.GET.get("key", ""))
    member = can(request.user, "dossiers.report_uptake")
    if not (invited or member):
        raise Forbidden
    version = get_visible(versions_visible_to(request.user), dossier=found, number=found.latest_version)
    context = {"dossier": found, "version": version, "invited": invited and not member}
    if request.method != "POST":
        form = UptakeForm(take_unsent(request) or None, initial={"recipient": found.recipient})
        return page(request, "dossiers/new_uptake.html", {**context, "form": form})
    form = UptakeForm(request.POST)
    if not form.is_valid():
        return page(request, "dossiers/new_uptake.html", {**context, "form": form}, status=422)
    reporter = Actor(request.user) if member else None
    uptake = report_uptake(actor=reporter, version=version, by_recipient=not member, **form.cleaned_data)
    return redirect(uptake_url(uptake))
