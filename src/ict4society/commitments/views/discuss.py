"""Open the discussion about a commitment."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ict4society.commitments.actions.discuss import open_discussion
from ict4society.commitments.views.commitment import find_commitment
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def discuss(request: HttpRequest, pk: int) -> HttpResponse:
    """A facilitator opens its thread. Read (after signing in), it leads to the commitment."""
    found = find_commitment(request, pk)
    if request.method != "POST":
        return HttpResponseRedirect(found.get_absolute_url())
    thread = open_discussion(actor=Actor(request.user), commitment=found)
    return HttpResponseRedirect(reverse("discussions:thread", args=[thread.pk]), status=303)
