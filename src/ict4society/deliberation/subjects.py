"""What other features may ask of rounds and statements, without knowing them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.deliberation.actions.hide_statement import hide_statement, restore_statement
from ict4society.deliberation.citable import statement_passage
from ict4society.deliberation.models import Round, Statement
from ict4society.deliberation.policies import rounds_visible_to, statements_visible_to
from ict4society.deliberation.queries.statements import drawn_from, rounds_opened_for
from ict4society.deliberation.search import round_document, statement_document
from ict4society.foundation.actors import Actor
from ict4society.foundation.subjects import SubjectType

TITLE_LENGTH = 120


def round_url(round_: Round) -> str:
    """The page of a round."""
    return reverse("deliberation:round", args=[round_.slug])


def statement_url(statement: Statement) -> str:
    """The page of a statement."""
    return reverse("deliberation:statement", args=[statement.round.slug, statement.number])


def statement_title(statement: Statement) -> str:
    """The statement itself; long imported ones are cut."""
    text = statement.text
    return text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 1].rstrip() + "…"


def _hide(statement: Any, actor: Actor, reason: str) -> None:
    hide_statement(actor=actor, statement=statement, reason=reason)


def _restore(statement: Any, actor: Actor, reason: str) -> None:
    restore_statement(actor=actor, statement=statement, reason=reason)


ROUND = SubjectType(
    kind="deliberation.round",
    model=Round,
    label=_("Round"),
    visible_to=rounds_visible_to,
    title=str,
    url=round_url,
    author_id=lambda found: found.created_by_id,
    document=round_document,
    followable=True,
    made_from=("discussions.thread",),
    uses_of=rounds_opened_for,
)
STATEMENT = SubjectType(
    kind="deliberation.statement",
    model=Statement,
    label=_("Statement"),
    visible_to=statements_visible_to,
    title=statement_title,
    url=statement_url,
    document=statement_document,
    citable=statement_passage,
    hide=_hide,
    restore=_restore,
    made_from=(
        "discussions.post",
        "agenda.proposal",
        "consultations.comment",
        "consultations.answer",
        "minutes.line",
        "room.question",
    ),
    uses_of=drawn_from,
    related=("round",),
)
