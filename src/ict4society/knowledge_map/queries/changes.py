"""What has changed in the sources of an element since they were cited."""

from __future__ import annotations

from dataclasses import dataclass

from ict4society.foundation.citations.models.citation import SourceState
from ict4society.foundation.citations.revisions import fetch_revisions
from ict4society.foundation.subjects import subject_type
from ict4society.knowledge_map.passages import passage_now
from ict4society.knowledge_map.queries.evidence import Quoted, ShownEvidence

MOST = 10
"""Changes that one page compares word by word; each costs the texts of two revisions."""


@dataclass(frozen=True)
class Change:
    """A source that no longer says what was cited."""

    piece: ShownEvidence
    quoted: Quoted
    now: str | None
    """What stands in its place; None when the source is gone or may not be seen, or nothing stands there."""
    revision: int | None

    @property
    def stands(self) -> bool:
        """Whether the cited words themselves are still there, and only other words changed."""
        return self.now == self.quoted.citation.exact


def changes(pieces: list[ShownEvidence]) -> list[Change]:
    """The changed and withdrawn sources among the evidence and the words below its statements.

    One query for each kind of changed source: what the reader may see of them is at hand.
    """
    moved = [
        (piece, quoted)
        for piece in pieces
        for quoted in (piece, *([piece.drawn_from] if piece.drawn_from else []))
        if quoted.citation.state != SourceState.CURRENT
    ][:MOST]
    fetch_revisions(quoted.source.obj for _piece, quoted in moved if quoted.source is not None and not quoted.withheld)
    return [Change(piece, quoted, *_now(quoted)) for piece, quoted in moved]


def _now(quoted: Quoted) -> tuple[str | None, int | None]:
    citation, source = quoted.citation, quoted.source
    if citation.state == SourceState.WITHDRAWN or source is None:
        return None, None
    citable = subject_type(source.ref.kind).citable
    if citable is None:
        return None, None
    try:
        then, now = citable(source.obj, citation.revision), citable(source.obj, None)
    except LookupError:
        return None, None
    return passage_now(then.text, citation.start, citation.end, now.text), now.revision
