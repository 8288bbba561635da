"""An operator orders a snapshot."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.benchmark.actions.order import order_snapshot
from ict4society.benchmark.queries import latest_snapshot
from ict4society.benchmark.views.index import show_snapshot
from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Refused, allowed
from ict4society.foundation.subjects import Ref


@allowed("benchmark.make_snapshot")
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest) -> HttpResponse:
    """It is computed in the background. Read (after signing in), it leads to the benchmark."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("benchmark:index"))
    actor = Actor(request.user)

    def act() -> Ref:
        return Ref("benchmark.snapshot", order_snapshot(actor=actor).pk)

    try:
        once(actor, request.POST.get("idempotency_key"), act)
    except Refused as refused:
        return show_snapshot(request, latest_snapshot(), refusal=str(refused), status=refused.status)
    messages.success(request, _("The snapshot is being computed; it appears here when it is complete."))
    return HttpResponseRedirect(reverse("benchmark:index"), status=303)
