"""What search finds of solutions."""

from __future__ import annotations

from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Document
from ict4society.solutions.models import Solution
from ict4society.solutions.states import MULTIPLE, SolutionState


def solution_document(solution: Solution) -> Document | None:
    """Name, texts and the words of its functions and standards; nothing of what is not public now."""
    if solution.hidden_at is not None or solution.published_at is None or solution.state != SolutionState.PUBLISHED:
        return None
    words = [word for name in MULTIPLE for word in solution.words(name)]
    return Document(
        title=solution.name,
        body="\n".join((solution.summary, plain(solution.description), ", ".join(words))),
        language=solution.language,
        happened_at=solution.published_at,
        topic_id=solution.topic_id,
    )
