"""How a statement is cited as evidence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.deliberation.models import Statement
from ict4society.deliberation.states import StatementState
from ict4society.foundation.subjects import Passage

REVISION = 1
"""The words of a statement never change: people have taken positions on them."""


def statement_passage(statement: Statement, revision: int | None) -> Passage:
    """The words of the statement. It speaks for the round and for no group: the votes of all groups are its result.

    Raises LookupError for a revision other than 1.
    """
    if revision not in (None, REVISION):
        raise LookupError(f"statement {statement.pk} has no revision {revision}")
    return Passage(
        text=statement.text,
        revision=REVISION,
        language=statement.language,
        speaker=_("Round “%(round)s”, statement %(number)d")
        % {"round": statement.round.title, "number": statement.number},
        on_behalf_of="",
        group="",
        said_at=statement.accepted_at or statement.created_at,
        withdrawn=statement.state != StatementState.ACCEPTED,
        author_id=statement.author_id,
    )
