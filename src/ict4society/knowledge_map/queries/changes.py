"""What has changed in the sources of an element since they were cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ict4society.foundation.citations.cite import citable_passage
from ict4society.foundation.citations.models import Citation
from ict4society.foundation.citations.models.citation import SourceState
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


def changes(pieces: list[ShownEvidence], user: Any) -> list[Change]:
    """The changed and withdrawn sources among the evidence and the words below its statements."""
    found: list[Change] = []
    for piece in pieces:
        for quoted in (piece, *([piece.drawn_from] if piece.drawn_from else [])):
            if quoted.citation.state != SourceState.CURRENT and len(found) < MOST:
                now, revision = _now(quoted.citation, user)
                found.append(Change(piece, quoted, now, revision))
    return found


def _now(citation: Citation, user: Any) -> tuple[str | None, int | None]:
    if citation.state == SourceState.WITHDRAWN:
        return None, None
    try:
        then = citable_passage(citation.source, user, citation.revision)
        now = citable_passage(citation.source, user)
    except LookupError:
        return None, None
    return passage_now(then.text, citation.start, citation.end, now.text), now.revision
