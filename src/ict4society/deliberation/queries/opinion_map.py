"""The opinion map of stored votes, as its page and the choice of the next statement use it. Loads numpy."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from ict4society.deliberation.queries.votes import StoredVotes

if TYPE_CHECKING:
    from ict4society.deliberation.opinion_map import OpinionMap

LEAST_PARTICIPANTS = 7
LEAST_STATEMENTS = 5
"""Below these there is nothing to map, and a point could be guessed to be a person."""
MOST_POINTS = 3_000
"""Points that the page draws; of more participants an even selection is shown, and the page says so."""


@dataclass(frozen=True)
class DrawnMap:
    """``shown`` is plain JSON for the page; ``priorities`` by statement id (as text, for JSON)."""

    shown: dict[str, Any]
    priorities: dict[str, float]


def drawn_map(votes: StoredVotes) -> DrawnMap | None:
    """The map of all votes; None below the least numbers of participants who voted and of statements voted on."""
    if len(set(votes.unit)) < LEAST_PARTICIPANTS or len(set(votes.statement)) < LEAST_STATEMENTS:
        return None
    from ict4society.deliberation.opinion_map import draw_map, vote_matrix

    matrix = vote_matrix(votes.unit, votes.statement, votes.choice, len(votes.participants), len(votes.statements))
    drawn = draw_map(matrix)
    priorities = {
        str(statement.pk): round(float(priority), 6)
        for statement, priority in zip(votes.statements, drawn.priority, strict=True)
    }
    return DrawnMap(shown=_shown(drawn, votes), priorities=priorities)


def _shown(drawn: OpinionMap, votes: StoredVotes) -> dict[str, Any]:
    placed = [index for index, group in enumerate(drawn.group.tolist()) if group >= 0]
    # Sorted by place: the order must not tell who is which point.
    points = sorted(
        (round(float(x), 3), round(float(y), 3), int(group))
        for (x, y), group in zip(drawn.position[placed], drawn.group[placed], strict=True)
    )
    step = max(1, -(-len(points) // MOST_POINTS))
    return {
        "participants": len(points),
        "not_placed": len(set(votes.unit)) - len(points),
        "explained": [round(float(share), 4) for share in drawn.components.explained],
        "silhouette": round(float(drawn.silhouette), 4),
        "stability": None if drawn.stability is None else round(float(drawn.stability), 4),
        "points": [list(point) for point in points[::step]],
        "groups": [_group(drawn, votes, number) for number in range(len(drawn.representative))],
        "statements": [
            {
                "id": statement.key,
                "number": statement.number,
                "text": statement.text,
                "position": [round(float(value), 3) for value in drawn.statement_position[index]],
                "consensus": round(float(drawn.consensus[index]), 4),
            }
            for index, statement in enumerate(votes.statements)
        ],
    }


def _group(drawn: OpinionMap, votes: StoredVotes, number: int) -> dict[str, Any]:
    return {
        "name": ascii_uppercase[number],
        "size": int((drawn.group == number).sum()),
        "representative": [
            {
                "id": votes.statements[found.statement].key,
                "number": votes.statements[found.statement].number,
                "text": votes.statements[found.statement].text,
                "choice": found.choice,
                "count": found.count,
                "seen": found.seen,
                "probability": round(found.probability, 4),
                "ratio": round(found.ratio, 4),
            }
            for found in drawn.representative[number]
        ],
    }
