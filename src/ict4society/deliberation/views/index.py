"""All rounds."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.deliberation.policies import rounds_visible_to
from ict4society.deliberation.queries.rounds import in_order, with_counts
from ict4society.deliberation.states import RoundState
from ict4society.foundation.policy import can, public
from ict4society.foundation.ui.pages import page

PAGE_SIZE = 20


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Open rounds first, then closed ones; drafts for those who facilitate them."""
    shown = Paginator(in_order(with_counts(rounds_visible_to(request.user))), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    by_state = {state: [found for found in shown if found.state == state] for state in RoundState}
    context = {
        "drafts": by_state[RoundState.DRAFT],
        "open": by_state[RoundState.OPEN],
        "closed": by_state[RoundState.CLOSED],
        "page": shown,
        "may_create": can(request.user, "deliberation.create_round"),
    }
    return page(request, "deliberation/index.html", context, tags=("rounds",))
