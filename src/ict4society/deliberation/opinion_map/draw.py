"""From the matrix of votes to the whole map in one call."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ict4society.deliberation.opinion_map.clustering import cluster
from ict4society.deliberation.opinion_map.matrix import MIN_VOTES, Floats, Ints, in_conversation
from ict4society.deliberation.opinion_map.projection import (
    Components,
    principal_components,
    project,
    project_statements,
)
from ict4society.deliberation.opinion_map.representativeness import (
    GroupCounts,
    Representative,
    group_aware_consensus,
    group_counts,
    representative_statements,
)
from ict4society.deliberation.opinion_map.resampling import stability
from ict4society.deliberation.opinion_map.routing import routing_priorities


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """The opinion map of a round.

    `position` (participants, 2) and `group` (participants; 0 is the largest group, -1 who voted too little to be
    placed); `statement_position` (statements, 2); `silhouette` and `stability` say how distinct and how repeatable the
    groups are.
    """

    components: Components
    position: Floats
    group: Ints
    statement_position: Floats
    silhouette: float
    stability: float | None
    counts: GroupCounts
    consensus: Floats
    representative: list[list[Representative]]
    priority: Floats


def draw_map(matrix: Floats, *, min_votes: int = MIN_VOTES, min_group_size: int = 5, resamples: int = 20) -> OpinionMap:
    """Draw the map of `matrix` (participants by statements: 1 agree, 0 pass, -1 disagree, NaN not voted).

    Components are those of all votes; groups are found among participants with at least `min_votes`. Deterministic: the
    same matrix gives the same map. `resamples` (0: none) is the number of samples behind `stability`.
    """
    components = principal_components(matrix)
    position = project(matrix, components)
    placed = in_conversation(matrix, min_votes)
    clustering = cluster(position[placed], min_group_size=min_group_size)
    group = np.full(len(matrix), -1, dtype=np.int64)
    group[placed] = clustering.labels
    counts = group_counts(matrix, group)
    statement_position = project_statements(components)
    return OpinionMap(
        components=components,
        position=position,
        group=group,
        statement_position=statement_position,
        silhouette=clustering.silhouette,
        stability=stability(matrix[placed], clustering, resamples=resamples),
        counts=counts,
        consensus=group_aware_consensus(counts),
        representative=representative_statements(counts),
        priority=routing_priorities(
            counts.agree.sum(axis=0),
            counts.disagree.sum(axis=0),
            counts.seen.sum(axis=0),
            np.linalg.norm(statement_position, axis=1),
        ),
    )
