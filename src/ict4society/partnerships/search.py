"""What search finds of partnerships."""

from __future__ import annotations

from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Document
from ict4society.partnerships.models import Call
from ict4society.partnerships.queries import LISTED


def call_document(call: Call) -> Document | None:
    """Title, text and outcome; nothing of drafts, of hidden and withdrawn ones."""
    if call.hidden_at is not None or call.opened_at is None or call.state not in LISTED:
        return None
    return Document(
        title=call.title,
        body="\n".join(text for text in (plain(call.text), plain(call.outcome)) if text),
        language=call.language,
        happened_at=call.opened_at,
        topic_id=call.topic_id,
    )
