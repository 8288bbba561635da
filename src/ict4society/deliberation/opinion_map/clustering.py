"""Opinion groups: k-means on the map, the number of groups by silhouette. No randomness anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ict4society.deliberation.opinion_map.matrix import Floats, Ints

_ITERATIONS = 100
_CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Clustering:
    """`labels` per point (0 is the largest group), `centers` (k, 2), the mean `silhouette` (0 for a single group)."""

    labels: Ints
    centers: Floats
    silhouette: float

    @property
    def k(self) -> int:
        """How many groups there are."""
        return len(self.centers)


def cluster(points: Floats, *, candidates: Sequence[int] = (2, 3, 4, 5), min_group_size: int = 5) -> Clustering:
    """Groups of `points` (n, 2): of the `candidates` for k that leave no group below the minimum, the best silhouette.

    Of equals the smaller k. When none qualifies (too few points, or all in one place) there is one group.
    """
    labellings = [k_means(points, k) for k in candidates if k * min_group_size <= len(points)]
    labellings = [labels for labels in labellings if labels.max() > 0 and np.bincount(labels).min() >= min_group_size]
    if not labellings:
        everybody = np.zeros(len(points), dtype=np.int64)
        return Clustering(labels=everybody, centers=_centers(points, everybody), silhouette=0.0)
    scores = silhouette(points, labellings)
    best = int(np.argmax(np.round(scores, 9)))
    labels = labellings[best]
    return Clustering(labels=labels, centers=_centers(points, labels), silhouette=scores[best])


def k_means(points: Floats, k: int) -> Ints:
    """Labels of at most `k` groups: Lloyd's iteration from several fixed starts, the result with the least inertia.

    The starts are spread along each axis, around the centre, and by farthest-first traversal; equal points cannot be
    parted, so that fewer than `k` groups may come out. Labels are by size, of equals by position.
    """
    best: tuple[float, Ints] | None = None
    for start in _starts(points, k):
        labels = _lloyd(points, start)
        inertia = float(((points - _centers(points, labels)[labels]) ** 2).sum())
        if best is None or inertia < best[0] * (1 - 1e-9):
            best = inertia, labels
    return best[1] if best is not None else np.zeros(len(points), dtype=np.int64)


def silhouette(points: Floats, labellings: Sequence[Ints]) -> list[float]:
    """The mean silhouette of each of several labellings of the same points, distances computed once for all of them.

    Source: P. J. Rousseeuw, "Silhouettes", J. Comput. Appl. Math. 20 (1987), 53-65; a group of one has silhouette 0.
    """
    indicators = [np.eye(int(labels.max()) + 1)[labels] for labels in labellings]
    totals = [0.0] * len(labellings)
    for begin in range(0, len(points) if labellings else 0, _CHUNK):
        part = points[begin : begin + _CHUNK]
        distances = np.sqrt(((part[:, None, :] - points[None, :, :]) ** 2).sum(axis=-1))
        for index, (labels, indicator) in enumerate(zip(labellings, indicators, strict=True)):
            totals[index] += float(_silhouettes(distances @ indicator, labels[begin : begin + _CHUNK], indicator).sum())
    return [total / len(points) for total in totals]


def _silhouettes(sums: Floats, own: Ints, indicator: Floats) -> Floats:
    """Silhouette per point from the sums of its distances to each group."""
    sizes = indicator.sum(axis=0)
    rows = np.arange(len(own))
    inside = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
    means = sums / sizes
    means[rows, own] = np.inf
    outside = means.min(axis=1)
    larger = np.maximum(inside, outside)
    valid = (sizes[own] > 1) & (larger > 0)
    return np.where(valid, (outside - inside) / np.where(larger > 0, larger, 1.0), 0.0)


def _starts(points: Floats, k: int) -> list[Floats]:
    """Initial centres; each start is a function of the set of points, not of their order."""
    if len(points) < k:
        return []
    order = points[np.lexsort((points[:, 1], points[:, 0]))]
    deviations = order - order.mean(axis=0)
    angle = np.arctan2(deviations[:, 1], deviations[:, 0])
    keys = (order[:, 0], order[:, 1], np.round(angle, 9))
    return [*(_quantile_means(order, key, k) for key in keys), _farthest_first(order, deviations, k)]


def _quantile_means(points: Floats, key: Floats, k: int) -> Floats:
    """The means of k equally large slices of the points along `key`."""
    ranked = points[np.argsort(key, kind="stable")]
    return np.array([part.mean(axis=0) for part in np.array_split(ranked, k)])


def _farthest_first(points: Floats, deviations: Floats, k: int) -> Floats:
    """The point farthest from the centre, then again and again the one farthest from those taken."""
    chosen = [points[int(np.argmax((deviations**2).sum(axis=1)))]]
    distance = ((points - chosen[0]) ** 2).sum(axis=1)
    while len(chosen) < k:
        chosen.append(points[int(np.argmax(distance))])
        distance = np.minimum(distance, ((points - chosen[-1]) ** 2).sum(axis=1))
    return np.array(chosen)


def _lloyd(points: Floats, centers: Floats) -> Ints:
    """Lloyd's iteration until nothing changes; groups that lose all their points vanish."""
    labels = np.full(len(points), -1, dtype=np.int64)
    for _ in range(_ITERATIONS):
        nearest = ((points[:, None, :] - centers[None, :, :]) ** 2).sum(axis=-1).argmin(axis=1)
        _, compact = np.unique(nearest, return_inverse=True)
        if np.array_equal(compact, labels):
            break
        labels = compact.astype(np.int64)
        centers = _centers(points, labels)
    return _by_size(points, labels)


def _by_size(points: Floats, labels: Ints) -> Ints:
    """The same groups, numbered by size (largest first), of equals by the position of their centre."""
    centers = np.round(_centers(points, labels), 9)
    order = np.lexsort((centers[:, 1], centers[:, 0], -np.bincount(labels)))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place[labels]


def _centers(points: Floats, labels: Ints) -> Floats:
    indicator = np.eye(int(labels.max(initial=-1)) + 1)[labels]
    return np.asarray((indicator.T @ points) / indicator.sum(axis=0)[:, None], dtype=np.float64)
