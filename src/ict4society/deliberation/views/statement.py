"""The page of a statement: its words, where they come from, the result, what became of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ict4society.deliberation.forms import ReasonForm, VoteForm
from ict4society.deliberation.models import Statement
from ict4society.deliberation.policies import may_see_result, statements_visible_to
from ict4society.deliberation.queries.figures import figures
from ict4society.deliberation.queries.groups import group_label
from ict4society.deliberation.queries.positions import NONE, positions, speaks_for
from ict4society.deliberation.queries.results import statement_result
from ict4society.deliberation.states import Choice, StatementState
from ict4society.deliberation.views._about import about
from ict4society.deliberation.views._acting import acting_in
from ict4society.deliberation.views._board import NAMES, vote_form
from ict4society.foundation.citations.trail import trail
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.subjects import Ref, resolve_one
from ict4society.foundation.ui.pages import page


@public
@require_safe
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What everybody may read about a statement; members take or change their position here."""
    statements = statements_visible_to(request.user).select_related("citation", "author", "on_behalf_of")
    return answer(request, get_visible(statements, round__slug=slug, number=number))


def answer(
    request: HttpRequest,
    statement: Statement,
    *,
    form: VoteForm | None = None,
    reason: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; with a form that was refused it shows why, and what was chosen or written."""
    context = about(request, statement.round) | _own_part(request, statement, form) | _origin(request, statement)
    context |= {
        "statement": statement,
        "steps": _steps(request, statement),
        "reason": reason or ReasonForm(auto_id=False),
        "may_review": can(request.user, "deliberation.review_statement", statement),
    }
    tags = ("rounds", f"round:{statement.round_id}", *_source_tags(statement))
    # A vote on this page is answered with a redirect or, refused, with this page: htmx swaps the same block.
    return page(request, "deliberation/statement.html", context, tags=tags, fragment="position", status=status)


def _own_part(request: HttpRequest, statement: Statement, form: VoteForm | None) -> dict[str, Any]:
    round_ = statement.round
    held = NONE
    actor = None
    if request.user.is_authenticated:
        speaking = speaks_for(round_, request.user)
        actor = acting_in(request, round_, speaking)
        held = positions(round_, actor, speaking)
    position = held.unit.get(statement.pk)
    shown = (
        may_see_result(round_, has_position=statement.pk in held.seen) and statement.state == StatementState.ACCEPTED
    )
    row = statement_result(statement) if shown else None
    chosen = form.data.get("position", "") if form is not None else ""
    return {
        "actor": actor,
        "form": form or (vote_form(request, actor) if actor is not None else None),
        "position": position,
        "position_name": chosen or (NAMES[Choice(position.choice)] if position is not None else ""),
        "takes_positions": statement.state == StatementState.ACCEPTED and round_.takes_positions(timezone.now()),
        "result_shown": shown,
        "figures": figures(row) if row is not None else None,
    }


def _origin(request: HttpRequest, statement: Statement) -> dict[str, Any]:
    citation = statement.citation
    if citation is None:
        return {"citation": None, "source": None, "citation_group": ""}
    return {
        "citation": citation,
        "source": resolve_one(citation.source, request.user),
        "citation_group": group_label(citation.group) if citation.group else "",
    }


def _steps(request: HttpRequest, statement: Statement) -> list[dict[str, Any]]:
    """What became of it, for the ``Trail`` component."""
    hops = trail(Ref("deliberation.statement", statement.pk), request.user)
    return [
        {
            "kind": hop.target.ref.kind.rpartition(".")[2],
            "title": hop.target.title,
            "url": hop.target.url,
            "time": hop.at,
            "detail": hop.hop,
        }
        for hop in hops
    ]


def _source_tags(statement: Statement) -> tuple[str, ...]:
    """The page shows the state of its source."""
    citation = statement.citation
    if citation is None or citation.source_kind != "discussions.post":
        return ()
    return (f"post:{citation.source_id}",)
