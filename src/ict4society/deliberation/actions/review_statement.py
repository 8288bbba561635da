"""Take a proposed statement into its round, or not."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.deliberation.actions.schedule_result import compute_soon
from ict4society.deliberation.events import StatementAccepted, StatementRejected
from ict4society.deliberation.models import Statement
from ict4society.deliberation.states import STATEMENT_TRANSITIONS, RoundState, StatementState
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require


class NotReviewable(Refused):
    """The statement is not in a state from which this can be done."""

    status = 409


@transaction.atomic
def accept_statement(*, actor: Actor, statement: Statement) -> Statement:
    """Members can take positions on it from now on. Raises Forbidden and NotReviewable."""
    current = _locked(actor, statement, StatementState.ACCEPTED)
    if current.state == StatementState.HIDDEN:
        raise NotReviewable(_("This statement was hidden; restore it instead."))
    if current.round.state == RoundState.CLOSED:
        raise NotReviewable(_("The round is closed: nobody could take a position on it."))
    current.state = StatementState.ACCEPTED
    current.accepted_at = timezone.now()
    current.reason = ""
    current.save(update_fields=["state", "accepted_at", "reason"])
    source = str(current.citation.source) if current.citation else ""
    emit(StatementAccepted(round_id=current.round_id, statement_id=current.pk, source=source), actor=actor)
    compute_soon(current.round_id)
    return current


@transaction.atomic
def reject_statement(*, actor: Actor, statement: Statement, reason: str) -> Statement:
    """Not taken up; who proposed it reads the reason. Raises Forbidden and NotReviewable."""
    current = _locked(actor, statement, StatementState.REJECTED)
    if not reason.strip():
        raise NotReviewable(_("Give a reason: who proposed the statement will read it."))
    current.state = StatementState.REJECTED
    current.reason = reason
    current.save(update_fields=["state", "reason"])
    emit(StatementRejected(round_id=current.round_id, statement_id=current.pk, reason=reason), actor=actor)
    return current


def _locked(actor: Actor, statement: Statement, target: StatementState) -> Statement:
    rows = Statement.objects.select_for_update(of=("self",), no_key=True).select_related("round__topic", "citation")
    current = rows.get(pk=statement.pk)
    require(actor.user, "deliberation.review_statement", current)
    if target not in STATEMENT_TRANSITIONS[StatementState(current.state)]:
        raise NotReviewable(_("Somebody has decided on this statement already."))
    return current
