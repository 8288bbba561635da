"""Opinion groups as a stand-in for stakeholder groups, for rounds whose participants declared none."""

from __future__ import annotations

from string import ascii_lowercase

from ict4society.deliberation.imports.imported_round import ImportedVotes


def opinion_groups(votes: ImportedVotes, participants: int, statements: int) -> list[str]:
    """Per participant the group of the opinion map ("opinion_a" is the largest), empty for who voted too little."""
    # numpy and scipy are loaded only where a map is asked for.
    from ict4society.deliberation.opinion_map import draw_map, vote_matrix

    matrix = vote_matrix(votes.participant, votes.statement, votes.choice, participants, statements)
    drawn = draw_map(matrix, resamples=0)
    return ["" if group < 0 else f"opinion_{ascii_lowercase[group]}" for group in drawn.group.tolist()]
