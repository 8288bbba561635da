"""The citable words of calls."""

from __future__ import annotations

from ict4society.foundation.citations.revisions import kept_revision
from ict4society.foundation.subjects import Passage
from ict4society.partnerships.models import Call
from ict4society.partnerships.states import CallState


def is_gone(call: Call) -> bool:
    """Whether its organisation or a moderator took it away."""
    return call.hidden_at is not None or call.state == CallState.WITHDRAWN


def call_passage(call: Call, revision: int | None = None) -> Passage:
    """The words of a revision, and whose they are; of a hidden or withdrawn one no words, and that it is withdrawn.

    Raises LookupError for a draft, and for a revision that the call never had.
    """
    if call.opened_at is None:
        raise LookupError(f"call {call.pk} is a draft")
    number = revision or call.revision
    kept = kept_revision(call, number)
    if kept is None:
        raise LookupError(f"call {call.pk} has no revision {number}")
    gone = is_gone(call)
    return Passage(
        text="" if gone else kept.text,
        revision=number,
        language=call.language,
        speaker=call.author.name,
        on_behalf_of=call.on_behalf_of.name if call.on_behalf_of else "",
        group=call.group,
        said_at=kept.created_at,
        withdrawn=gone,
        author_id=call.author_id,
    )
