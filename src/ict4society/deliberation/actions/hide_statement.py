"""Hide a statement, and restore it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.deliberation.actions.schedule_result import compute_soon
from ict4society.deliberation.events import StatementHidden, StatementRestored
from ict4society.deliberation.models import Statement
from ict4society.deliberation.states import STATEMENT_TRANSITIONS, StatementState
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require
from ict4society.foundation.subjects import Ref


class NotHideable(Refused):
    """The statement is hidden already, or is not."""

    status = 409


@transaction.atomic
def hide_statement(*, actor: Actor, statement: Statement, reason: str) -> Statement:
    """Nobody sees it any more except moderators and facilitators; positions on it no longer count.

    Whatever cites it is told that its source was withdrawn. Raises Forbidden and NotHideable.
    """
    current = _locked(actor, statement)
    if StatementState.HIDDEN not in STATEMENT_TRANSITIONS[StatementState(current.state)]:
        raise NotHideable(_("This statement is not shown to anybody."))
    current.state = StatementState.HIDDEN
    current.reason = reason
    current.save(update_fields=["state", "reason"])
    follow_source(Ref("deliberation.statement", current.pk), "withdrawn", actor=actor)
    emit(
        StatementHidden(round_id=current.round_id, statement_id=current.pk, reason=reason, source=_source(current)),
        actor=actor,
    )
    compute_soon(current.round_id)
    return current


@transaction.atomic
def restore_statement(*, actor: Actor, statement: Statement, reason: str) -> Statement:
    """Back to what it was: in the round, or waiting for a facilitator. Raises Forbidden and NotHideable."""
    current = _locked(actor, statement)
    if current.state != StatementState.HIDDEN:
        raise NotHideable(_("This statement is not hidden."))
    current.state = StatementState.ACCEPTED if current.accepted_at is not None else StatementState.PROPOSED
    current.reason = ""
    current.save(update_fields=["state", "reason"])
    follow_source(Ref("deliberation.statement", current.pk), "restored", actor=actor)
    emit(
        StatementRestored(round_id=current.round_id, statement_id=current.pk, reason=reason, source=_source(current)),
        actor=actor,
    )
    compute_soon(current.round_id)
    return current


def _locked(actor: Actor, statement: Statement) -> Statement:
    rows = Statement.objects.select_for_update(of=("self",), no_key=True).select_related("round__topic", "citation")
    current = rows.get(pk=statement.pk)
    require(actor.user, "deliberation.hide_statement", current)
    return current


def _source(statement: Statement) -> str:
    return str(statement.citation.source) if statement.citation else ""
