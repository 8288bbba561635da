"""Propose a statement, freely or drawn from a passage that somebody wrote or said."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.deliberation.events import StatementAccepted, StatementProposed
from ict4society.deliberation.models import Round, Statement
from ict4society.deliberation.models.statement import MAX_LENGTH
from ict4society.deliberation.queries.statements import Likeness, similar
from ict4society.deliberation.states import RoundState, StatementState
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import PassageNotFound, cite
from ict4society.foundation.citations.models import Citation
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, can, require
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import confirm_mandate, group_of


class StatementRefused(Refused):
    """The statement cannot be proposed here or in these words."""


class StatementResembles(StatementRefused):
    """The round has statements like it (``alike``); who still means another thing proposes it again as distinct."""

    def __init__(self, alike: list[Likeness]) -> None:
        super().__init__(_("The round has statements like this one. Read them before you add yours."))
        self.alike = alike


@dataclass(frozen=True, slots=True)
class Quotation:
    """The passage that a statement is drawn from: these words in that revision, the occurrence nearest to ``start``."""

    source: Ref
    exact: str
    revision: int | None = None
    start: int | None = None


@transaction.atomic
def propose_statement(
    *,
    actor: Actor,
    round_: Round,
    text: str,
    language: str = "",
    quotation: Quotation | None = None,
    distinct: bool = True,
) -> Statement:
    """Add a statement. A facilitator's own is accepted at once, others wait for a facilitator.

    Raises Forbidden, MandateMissing, and StatementRefused when the round takes none, the text is too long or there
    already, or the quoted words do not stand in the source. Unless it is known to be ``distinct``, one that resembles
    others raises StatementResembles.
    """
    current = Round.objects.select_for_update(of=("self",), no_key=True).select_related("topic").get(pk=round_.pk)
    _check_round(actor, current)
    _check_text(current, text, distinct)
    confirm_mandate(actor)
    citation = _cited(quotation, actor) if quotation is not None else None
    at_once = can(actor.user, "deliberation.manage_round", current)
    statement = Statement.objects.create(
        round=current,
        number=current.next_number,
        text=text,
        language=language or current.language,
        state=StatementState.ACCEPTED if at_once else StatementState.PROPOSED,
        accepted_at=timezone.now() if at_once else None,
        citation=citation,
        author_id=actor.user_id,
        on_behalf_of=actor.organisation,
        group=group_of(actor),
    )
    Round.objects.filter(pk=current.pk).update(next_number=current.next_number + 1)
    if at_once:
        source = str(citation.source) if citation else ""
        emit(StatementAccepted(round_id=current.pk, statement_id=statement.pk, source=source), actor=actor)
    else:
        citation_id = citation.pk if citation else None
        emit(StatementProposed(round_id=current.pk, statement_id=statement.pk, citation_id=citation_id), actor=actor)
    return statement


def _check_round(actor: Actor, current: Round) -> None:
    now = timezone.now()
    if current.state == RoundState.CLOSED or (current.closes_at is not None and current.closes_at <= now):
        raise StatementRefused(_("This round is closed; it takes no more statements."))
    message = _("In this round only its facilitators add statements.")
    require(actor.user, "deliberation.propose_statement", current, message)


def _check_text(current: Round, text: str, distinct: bool) -> None:
    if not text.strip():
        raise StatementRefused(_("Write the statement: one claim with which somebody can agree or disagree."))
    if len(text) > MAX_LENGTH:
        raise StatementRefused(_("A statement has at most %(limit)d characters.") % {"limit": MAX_LENGTH})
    alike = similar(current, text)
    for like in alike:
        if like.statement.text.casefold().split() == text.casefold().split():
            message = _("Statement %(number)d of this round says exactly this.")
            raise StatementRefused(message % {"number": like.statement.number})
    if alike and not distinct:
        raise StatementResembles(alike)


def _cited(quotation: Quotation, actor: Actor) -> Citation:
    try:
        return cite(
            quotation.source,
            user=actor.user,
            exact=quotation.exact,
            revision=quotation.revision,
            start=quotation.start,
        )
    except PassageNotFound as error:
        raise StatementRefused(str(error)) from error
    except LookupError as error:
        raise StatementRefused(
            _("The source cannot be cited any more: it was withdrawn, or you may not see it.")
        ) from error
