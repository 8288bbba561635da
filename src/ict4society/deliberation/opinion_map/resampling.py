"""How far the opinion groups are the votes' and not an accident of who took part: resampling."""

from __future__ import annotations

import numpy as np

from ict4society.deliberation.opinion_map.clustering import Clustering, k_means
from ict4society.deliberation.opinion_map.matrix import Floats, Ints
from ict4society.deliberation.opinion_map.projection import principal_components, project

_SEED = 20120612
_SHARE = 0.8


def stability(matrix: Floats, clustering: Clustering, *, resamples: int = 20) -> float | None:
    """Mean agreement of the groups with those found again in `resamples` samples of 80 % of the participants.

    Each sample is drawn without replacement from a fixed seed; components and groups (same k) are computed anew from it
    and compared by the adjusted Rand index: 1 is the same groups every time, 0 no better than chance. None with fewer
    than two groups or without resampling.
    """
    if clustering.k < 2 or resamples < 1:
        return None
    generator = np.random.default_rng(_SEED)
    size = max(round(_SHARE * len(matrix)), clustering.k)
    indices = []
    for _ in range(resamples):
        sample = np.sort(generator.choice(len(matrix), size=size, replace=False))
        part = matrix[sample]
        labels = k_means(project(part, principal_components(part)), clustering.k)
        indices.append(adjusted_rand_index(clustering.labels[sample], labels))
    return float(np.mean(indices))


def adjusted_rand_index(first: Ints, second: Ints) -> float:
    """Agreement of two partitions, corrected for chance. 1 when both put everything into one group.

    Source: L. Hubert, P. Arabie, "Comparing Partitions", Journal of Classification 2 (1985), 193-218.
    """
    table = np.zeros((int(first.max()) + 1, int(second.max()) + 1))
    np.add.at(table, (first, second), 1)
    together = _pairs(table)
    rows, columns = _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0))
    expected = rows * columns / max(_pairs(table.sum()), 1.0)
    largest = (rows + columns) / 2
    return 1.0 if largest == expected else float((together - expected) / (largest - expected))


def _pairs(counts: Floats | np.float64) -> float:
    return float((counts * (counts - 1) / 2).sum())
