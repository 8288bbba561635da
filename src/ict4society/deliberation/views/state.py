"""Open and close a round."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.deliberation.actions.close_round import RoundNotOpen, close_round
from ict4society.deliberation.actions.open_round import RoundNotReady, open_round
from ict4society.deliberation.policies import rounds_visible_to
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import get_visible, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def open_(request: HttpRequest, slug: str) -> HttpResponse:
    """From now on members take positions, and the rules are fixed."""
    found = get_visible(rounds_visible_to(request.user), slug=slug)
    if request.method != "POST":  # signed in again on the way: nothing is decided unasked
        return redirect("deliberation:round", slug)
    try:
        open_round(actor=Actor(request.user), round_=found)
    except RoundNotReady as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The round is open. Its rules are fixed now."))
    return redirect("deliberation:round", slug)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """No more positions; everybody sees the results."""
    found = get_visible(rounds_visible_to(request.user), slug=slug)
    if request.method != "POST":  # signed in again on the way: nothing is decided unasked
        return redirect("deliberation:round", slug)
    try:
        close_round(actor=Actor(request.user), round_=found)
    except RoundNotOpen as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The round is closed. Its result is being computed and will be here in a moment."))
    return redirect("deliberation:results", slug)
