"""The citable words of solutions."""

from __future__ import annotations

from ict4society.foundation.citations.revisions import kept_revision
from ict4society.foundation.subjects import Passage
from ict4society.solutions.models import Solution
from ict4society.solutions.states import SolutionState


def is_gone(solution: Solution) -> bool:
    """Whether its provider or a moderator took it away."""
    return solution.hidden_at is not None or solution.state == SolutionState.WITHDRAWN


def solution_passage(solution: Solution, revision: int | None = None) -> Passage:
    """The words of a revision, and whose they are; of a hidden or withdrawn one no words, and that it is withdrawn.

    Raises LookupError for a draft, and for a revision that there never was.
    """
    if solution.published_at is None:
        raise LookupError(f"solution {solution.pk} is a draft")
    number = revision or solution.revision
    kept = kept_revision(solution, number)
    if kept is None:
        raise LookupError(f"solution {solution.pk} has no revision {number}")
    gone = is_gone(solution)
    return Passage(
        text="" if gone else kept.text,
        revision=number,
        language=solution.language,
        speaker=solution.author.name,
        on_behalf_of=solution.on_behalf_of.name if solution.on_behalf_of else "",
        group=solution.group,
        said_at=kept.created_at,
        withdrawn=gone,
        author_id=solution.author_id,
    )
