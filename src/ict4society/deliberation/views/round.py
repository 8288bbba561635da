"""The page of a round."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.deliberation.forms import ReasonForm
from ict4society.deliberation.models import Round
from ict4society.deliberation.policies import rounds_visible_to
from ict4society.deliberation.queries.results import verdicts
from ict4society.deliberation.queries.rounds import with_counts
from ict4society.deliberation.queries.statements import waiting
from ict4society.deliberation.views._about import about
from ict4society.deliberation.views._board import Board, board_of
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.ui.pages import page

PAGE_SIZE = 25


@public
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The next statement to take a position on, and all statements of the round."""
    found = get_visible(with_counts(rounds_visible_to(request.user)), slug=slug)
    after = request.GET.get("after", "")
    number = int(after) if after.isascii() and after.isdigit() and len(after) < 9 else None
    return answer(request, board_of(request, found, after=number))


def answer(request: HttpRequest, board: Board, *, status: int = 200) -> HttpResponse:
    """The page around a board; an htmx request gets the board alone."""
    context = about(request, board.round) | _lists(request, board) | {"board": board}
    tags = ("rounds", f"round:{board.round.pk}")
    return page(request, "deliberation/round.html", context, tags=tags, fragment="board", status=status)


def _lists(request: HttpRequest, board: Board) -> dict[str, Any]:
    found: Round = board.round
    reviews = can(request.user, "deliberation.manage_round", found)
    shown = Paginator(board.statements, PAGE_SIZE).get_page(request.GET.get("page"))
    known = verdicts(found) if any(board.shows_result(statement) for statement in shown) else {}
    return {
        "page": shown,
        "verdicts": {
            statement.pk: known[statement.key]
            for statement in shown
            if statement.key in known and board.shows_result(statement)
        },
        "waiting": list(waiting(found)) if reviews else [],
        "reason": ReasonForm(auto_id=False),
        "may_manage": reviews,
        "may_propose": can(request.user, "deliberation.propose_statement", found),
    }
