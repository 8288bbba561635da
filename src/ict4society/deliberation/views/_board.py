"""The part of a round's page on which a person takes positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ict4society.deliberation.forms import VoteForm
from ict4society.deliberation.models import Round, Statement
from ict4society.deliberation.policies import may_see_result
from ict4society.deliberation.queries.figures import Figures, figures
from ict4society.deliberation.queries.positions import (
    NONE,
    Position,
    Positions,
    draw_next,
    order_of_unit,
    positions,
    speaks_for,
)
from ict4society.deliberation.queries.results import priorities, statement_result
from ict4society.deliberation.queries.statements import accepted
from ict4society.deliberation.states import Choice
from ict4society.deliberation.views._acting import acting_in
from ict4society.foundation.actors import Actor

NAMES = {Choice.AGREE: "agree", Choice.DISAGREE: "disagree", Choice.PASS: "pass"}
"""What the buttons call the choices."""


@dataclass
class Board:
    """What the person sees of their own part in the round. A visitor has no actor, no form and no positions."""

    round: Round
    statements: list[Statement]
    open: bool
    actor: Actor | None = None
    positions: Positions = NONE
    form: VoteForm | None = None
    next: Statement | None = None
    last: Statement | None = None
    last_position: Position | None = None
    last_figures: Figures | None = None
    chosen: str = ""
    """The position that was refused: its button stays pressed."""
    done: int = 0

    def position_name(self, statement: Statement) -> str:
        """``agree``, ``disagree``, ``pass``, or empty: the unit's position."""
        held = self.positions.unit.get(statement.pk)
        return NAMES[Choice(held.choice)] if held is not None else ""

    def shows_result(self, statement: Statement) -> bool:
        """Whether the rules let this person see the result of the statement now."""
        return may_see_result(self.round, has_position=statement.pk in self.positions.seen)


def board_of(
    request: HttpRequest,
    round_: Round,
    *,
    form: VoteForm | None = None,
    after: int | None = None,
    actor: Actor | None = None,
) -> Board:
    """The board; ``after`` is the number of the statement just voted on: its result is shown if the rules allow it."""
    board = Board(round_, list(accepted(round_)), open=round_.takes_positions(timezone.now()))
    if not request.user.is_authenticated:
        return board
    speaking = speaks_for(round_, request.user)
    board.actor = actor or acting_in(request, round_, speaking)
    board.positions = positions(round_, board.actor, speaking)
    board.form = form or vote_form(request, board.actor)
    board.done = sum(statement.pk in board.positions.unit for statement in board.statements)
    if board.open:
        board.next = _next(board)
    if after is not None:
        _show_last(board, after)
    return board


def vote_form(request: HttpRequest, actor: Actor) -> VoteForm:
    """An empty form for the actor."""
    return VoteForm(user=request.user, initial={"acting_as": actor.organisation_id or ""})


def _next(board: Board) -> Statement | None:
    by_id = {statement.pk: statement for statement in board.statements if statement.pk not in board.positions.unit}
    if not by_id or board.actor is None:
        return None
    chosen = draw_next(by_id, order_of_unit(board.actor), priorities(board.round))
    return by_id[chosen] if chosen is not None else None


def _show_last(board: Board, number: int) -> None:
    board.last = next((statement for statement in board.statements if statement.number == number), None)
    if board.last is None:
        return
    board.last_position = board.positions.unit.get(board.last.pk)
    if board.last_position is None:
        board.last = None
    elif board.shows_result(board.last):
        row: dict[str, Any] | None = statement_result(board.last)
        board.last_figures = figures(row) if row is not None else None
