"""A facilitator's decisions: accept, decline, open again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.agenda.actions.decide import accept_proposal, decline_proposal, reopen_proposal
from ict4society.agenda.forms import ReasonForm
from ict4society.agenda.models import Proposal
from ict4society.agenda.policies import proposals_visible_to
from ict4society.agenda.queries import WITH_VOICES
from ict4society.agenda.standings import standings
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page

Decision = Callable[..., Proposal]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on the agenda; the way leads to its thread."""
    return _decide(request, pk, "accept", accept_proposal, _("It is on the agenda: the discussion is open."))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline it with a reason."""
    return _decide(
        request, pk, "decline", decline_proposal, _("The proposal is declined. Everybody concerned is told.")
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a declined one again."""
    return _decide(request, pk, "reopen", reopen_proposal, _("The proposal is open for support again."))


def _decide(request: HttpRequest, pk: int, verb: str, action: Decision, done: str) -> HttpResponse:
    found = get_visible(proposals_visible_to(request.user).select_related(*WITH_VOICES), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None, initial=_unsent(request))
    status = 200
    if request.method != "POST":
        require(request.user, "agenda.reopen_proposal" if verb == "reopen" else "agenda.decide_proposal", found)
    elif form.is_valid():
        try:
            decided = action(actor=Actor(request.user), proposal=found, reason=form.cleaned_data["reason"])
        except (Refused, Forbidden) as refused:
            form.add_form_error(str(refused))
            status = refused.status
        else:
            messages.success(request, done)
            if decided.thread_id:
                return HttpResponseRedirect(reverse("discussions:thread", args=[decided.thread_id]), status=303)
            return HttpResponseRedirect(reverse("agenda:proposal", args=[found.pk]), status=303)
    else:
        status = 422
    context = {"proposal": found, "form": form, "standing": standings([found.pk])[found.pk]}
    return page(request, f"agenda/{verb}.html", context, status=status)


def _unsent(request: HttpRequest) -> dict[str, str]:
    kept = take_unsent(request) if request.method != "POST" else None
    return {name: str(value) for name, value in kept.items()} if kept else {}
