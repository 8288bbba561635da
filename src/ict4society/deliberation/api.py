"""Rounds for programs: statements, the next one, positions, results."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from ict4society.deliberation.actions.cast_vote import cast_vote
from ict4society.deliberation.actions.propose_statement import propose_statement
from ict4society.deliberation.forms import StatementForm, VoteForm
from ict4society.deliberation.models import Round, Statement
from ict4society.deliberation.models.statement import MAX_LENGTH
from ict4society.deliberation.policies import (
    may_see_result,
    result_is_public,
    rounds_visible_to,
    statements_visible_to,
)
from ict4society.deliberation.queries.positions import draw_next, order_of_unit, positions, speaks_for
from ict4society.deliberation.queries.results import priorities, statement_result, stored_result
from ict4society.deliberation.queries.rounds import with_counts
from ict4society.deliberation.queries.statements import accepted
from ict4society.deliberation.states import Choice, ResultsShown, RoundState, StatementState
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import (
    Page,
    PageQuery,
    idempotency_key,
    paginate,
    read_scope,
    validated,
    write_scope,
)
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, get_visible
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import actor_for

router = Router(tags=["deliberation"])

Position = Literal["agree", "disagree", "pass"]
NAMES: dict[int, Position] = {Choice.AGREE: "agree", Choice.DISAGREE: "disagree", Choice.PASS: "pass"}


class RoundOut(Schema):
    """A round. ``slug`` names it in addresses and on the command line."""

    slug: str
    title: str
    description: str
    language: str
    state: RoundState
    topic: str | None = Field(None, description="Slug of its topic.")
    results_shown: ResultsShown
    members_propose: bool
    parameters: dict[str, float]
    opened_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    statements: int
    participants: int


class StatementOut(Schema):
    """A statement. ``source`` is what it was drawn from, as ``kind:id``."""

    number: int
    id: str = Field(description="Its id in results: the imported file's, else its number.")
    text: str
    language: str
    state: StatementState
    source: str | None
    quotation: str | None


class StatementIn(Schema):
    """A statement in one's own words."""

    text: str = Field(max_length=MAX_LENGTH)
    language: str = ""
    organisation: int | None = Field(None, description="Act on behalf of this organisation.")
    distinct: bool = Field(False, description="It says something else than those that resemble it.")


class VoteIn(Schema):
    """A position, personal or on behalf of an organisation."""

    position: Position
    organisation: int | None = Field(None, description="Act on behalf of this organisation.")


class VoteOut(Schema):
    """What is stored now, and what was before."""

    statement: int
    position: Position
    previous: Position | None


class OrganisationQuery(Schema):
    """For whom the caller asks."""

    organisation: int | None = Field(None, ge=1, le=2**63 - 1)


def _round_out(row: Any) -> RoundOut:
    return RoundOut(
        slug=row.slug,
        title=row.title,
        description=row.description,
        language=row.language,
        state=RoundState(row.state),
        topic=row.topic.slug if row.topic else None,
        results_shown=ResultsShown(row.results_shown),
        members_propose=row.members_propose,
        parameters=row.parameters,
        opened_at=row.opened_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        statements=row.statement_count,
        participants=row.participant_count,
    )


def _statement_out(row: Statement) -> StatementOut:
    return StatementOut(
        number=row.number,
        id=row.key,
        text=row.text,
        language=row.language,
        state=StatementState(row.state),
        source=str(row.citation.source) if row.citation else None,
        quotation=row.citation.exact if row.citation else None,
    )


def _round(request: HttpRequest, slug: str) -> Round:
    return get_visible(rounds_visible_to(request.user), slug=slug)


def _statement(request: HttpRequest, slug: str, number: int) -> Statement:
    rows = statements_visible_to(request.user).select_related("citation")
    return get_visible(rows, round__slug=slug, number=number)


@router.get("/rounds", auth=read_scope(optional=True), response=Page[RoundOut])
def list_rounds(request: HttpRequest, page: Query[PageQuery]) -> Page:
    """Rounds that the caller may see, newest first."""
    return paginate(with_counts(rounds_visible_to(request.user)), page, shape=_round_out)


@router.get("/rounds/{slug}", auth=read_scope(optional=True), response=RoundOut)
def get_round(request: HttpRequest, slug: str) -> RoundOut:
    """One round."""
    return _round_out(get_visible(with_counts(rounds_visible_to(request.user)), slug=slug))


@router.get("/rounds/{slug}/result", auth=read_scope(optional=True), response=dict[str, Any])
def get_result(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The whole result, once the round is closed or its rules show it at any time: what the command line prints."""
    found = _round(request, slug)
    if not result_is_public(found):
        raise Forbidden(_("The whole result is shown when the round is closed."))
    stored = stored_result(found)
    if stored is None:
        raise Http404
    return dict(stored.result)


@router.get("/rounds/{slug}/statements", auth=read_scope(optional=True), response=Page[StatementOut])
def list_statements(request: HttpRequest, slug: str, page: Query[PageQuery]) -> Page:
    """The statements of a round that the caller may see, in order."""
    rows = statements_visible_to(request.user).filter(round=_round(request, slug)).select_related("citation")
    return paginate(rows, page, order=("number", "pk"), shape=_statement_out)


@router.post("/rounds/{slug}/statements", auth=write_scope(), response={201: StatementOut})
def add_statement(request: HttpRequest, slug: str, body: StatementIn) -> Status:
    """Propose a statement; a facilitator's own is in the round at once."""
    found = _round(request, slug)
    form = StatementForm(
        {
            "text": body.text,
            "language": body.language or found.language,
            "acting_as": body.organisation or "",
            "distinct": body.distinct,
        },
        user=request.user,
    )
    data = validated(form)
    actor = form.actor()

    def propose() -> Ref:
        made = propose_statement(
            actor=actor, round_=found, text=data["text"], language=data["language"], distinct=data["distinct"]
        )
        return Ref("deliberation.statement", made.pk)

    ref = once(actor, idempotency_key(request), propose)
    made = Statement.objects.select_related("citation").get(pk=ref.id)
    return Status(201, _statement_out(made))


@router.get("/rounds/{slug}/next", auth=read_scope(), response={200: StatementOut, 204: None})
def next_statement(request: HttpRequest, slug: str, query: Query[OrganisationQuery]) -> Status:
    """A statement on which the caller (or the organisation) has no position yet; 204 when there is none."""
    found = _round(request, slug)
    actor = actor_for(request.user, query.organisation)
    held = positions(found, actor, speaks_for(found, request.user)).unit
    left = {row.pk: row for row in accepted(found).select_related("citation") if row.pk not in held}
    chosen = draw_next(left, order_of_unit(actor), priorities(found)) if left else None
    if chosen is None or found.state != RoundState.OPEN:
        return Status(204, None)
    return Status(200, _statement_out(left[chosen]))


@router.get("/rounds/{slug}/statements/{int:number}", auth=read_scope(optional=True), response=StatementOut)
def get_statement(request: HttpRequest, slug: str, number: int) -> StatementOut:
    """One statement."""
    return _statement_out(_statement(request, slug, number))


@router.get("/rounds/{slug}/statements/{int:number}/result", auth=read_scope(optional=True), response=dict[str, Any])
def get_statement_result(
    request: HttpRequest, slug: str, number: int, query: Query[OrganisationQuery]
) -> dict[str, Any]:
    """The result of one statement, once the rules of the round allow it."""
    statement = _statement(request, slug, number)
    seen = False
    if request.user.is_authenticated:
        actor: Actor = actor_for(request.user, query.organisation)
        held = positions(statement.round, actor, speaks_for(statement.round, request.user))
        seen = statement.pk in held.seen
    if not may_see_result(statement.round, has_position=seen):
        raise Forbidden(_("You see the result when the rules of the round allow it."))
    row = statement_result(statement)
    if row is None:
        raise Http404
    return row


@router.put("/rounds/{slug}/statements/{int:number}/position", auth=write_scope(), response=VoteOut)
def put_position(request: HttpRequest, slug: str, number: int, body: VoteIn) -> VoteOut:
    """Take a position, or change it. Safe to repeat."""
    statement = _statement(request, slug, number)
    form = VoteForm({"position": body.position, "acting_as": body.organisation or ""}, user=request.user)
    validated(form)
    cast = cast_vote(actor=form.actor(), statement=statement, choice=form.choice())
    return VoteOut(
        statement=number,
        position=NAMES[cast.choice],
        previous=None if cast.previous is None else NAMES[cast.previous],
    )
