"""A question from the room becomes a statement on which the groups take positions."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.deliberation.actions.propose_statement import Quotation, propose_statement
from ict4society.deliberation.models import Round, Statement
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Conflict, require
from ict4society.foundation.subjects import Ref
from ict4society.room.models import LiveQuestion


@transaction.atomic
def turn_into_statement(
    *, actor: Actor, question: LiveQuestion, round_: Round, text: str, language: str = "", distinct: bool = False
) -> Statement:
    """Propose a statement that cites the question; in a round that the person facilitates it is accepted at once.

    Who asked is named as in the room: an anonymous question stays so. Raises Forbidden, Conflict for a question that
    was set aside or hidden, and what ``propose_statement`` raises.
    """
    require(actor.user, "room.run_room", question.meeting)
    if question.is_gone:
        raise Conflict(_("This question was set aside. Put it back on the list first."))
    return propose_statement(
        actor=actor,
        round_=round_,
        text=text,
        language=language or question.language,
        quotation=Quotation(Ref("room.question", question.pk), question.text),
        distinct=distinct,
    )
