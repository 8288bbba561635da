"""The opinion map: the published Polis mathematics, written anew from its description (docs/formulas.md).

Source: C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw, C. Megill, "Polis: Scaling Deliberation by Mapping High
Dimensional Opinion Spaces", Recerca 26(2), 2021. Agree is +1, pass 0, disagree -1, not voted NaN. Needs numpy; nothing
that a web request does imports this package.
"""

from ict4society.deliberation.opinion_map.clustering import Clustering, cluster, k_means, silhouette
from ict4society.deliberation.opinion_map.draw import OpinionMap, draw_map
from ict4society.deliberation.opinion_map.matrix import in_conversation, vote_matrix
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
from ict4society.deliberation.opinion_map.resampling import adjusted_rand_index, stability
from ict4society.deliberation.opinion_map.routing import routing_priorities

__all__ = [
    "Clustering",
    "Components",
    "GroupCounts",
    "OpinionMap",
    "Representative",
    "adjusted_rand_index",
    "cluster",
    "draw_map",
    "group_aware_consensus",
    "group_counts",
    "in_conversation",
    "k_means",
    "principal_components",
    "project",
    "project_statements",
    "representative_statements",
    "routing_priorities",
    "silhouette",
    "stability",
    "vote_matrix",
]
