"""What search indexes of rounds and statements."""

from __future__ import annotations

from ict4society.deliberation.models import Round, Statement
from ict4society.deliberation.states import RoundState, StatementState
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Document


def round_document(round_: Round) -> Document | None:
    """Open and closed rounds."""
    if round_.state == RoundState.DRAFT:
        return None
    return Document(
        title=round_.title,
        body=plain(round_.description),
        language=round_.language,
        happened_at=round_.opened_at or round_.created_at,
        topic_id=round_.topic_id,
    )


def statement_document(statement: Statement) -> Document | None:
    """Accepted statements of rounds that are not drafts, with the question under which an imported one was asked."""
    if statement.state != StatementState.ACCEPTED or statement.round.state == RoundState.DRAFT:
        return None
    return Document(
        title=statement.text[:160],
        body="\n".join(part for part in (statement.text, statement.question) if part),
        language=statement.language,
        happened_at=statement.accepted_at or statement.created_at,
        topic_id=statement.round.topic_id,
    )
