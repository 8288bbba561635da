"""Two principal components, and where participants and statements lie on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ict4society.deliberation.opinion_map.matrix import Floats


@dataclass(frozen=True, slots=True)
class Components:
    """`center` (statements) is the mean vote, `axes` (2, statements) the components, `explained` their shares of
    variance.
    """

    center: Floats
    axes: Floats
    explained: Floats


def principal_components(matrix: Floats) -> Components:
    """The first two principal components of the votes, missing ones filled with the statement's mean.

    The sign of a component is arbitrary; here its largest loading by magnitude (of equals the first) is positive, so
    that the same votes always give the same map. A component that the votes do not have (too few people or statements)
    is 0.
    """
    seen = ~np.isnan(matrix)
    center = np.where(seen, matrix, 0.0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    deviations = np.where(seen, matrix - center, 0.0)
    axes = np.zeros((2, matrix.shape[1]))
    explained = np.zeros(2)
    if min(matrix.shape):
        _, singular, loadings = np.linalg.svd(deviations, full_matrices=False)
        total = float((singular**2).sum())
        for index in range(min(2, len(singular))):
            if singular[index] > 1e-12 * max(singular[0], 1.0):
                axis = loadings[index]
                # Rounded: two loadings of equal size must not swap places because of the last bit.
                largest = int(np.argmax(np.round(np.abs(axis), 9)))
                axes[index] = axis * np.sign(axis[largest])
                explained[index] = singular[index] ** 2 / total
    return Components(center=center, axes=axes, explained=explained)


def project(matrix: Floats, components: Components) -> Floats:
    """Where participants lie (participants, 2): sqrt(C / votes cast) · Σ over seen statements of (x - μ) · component.

    The factor brings who voted on few of the C statements as far out as those who voted on all; without a vote: (0, 0).
    """
    seen = ~np.isnan(matrix)
    deviations = np.where(seen, matrix - components.center, 0.0)
    cast = seen.sum(axis=1)
    scale = np.sqrt(matrix.shape[1] / np.maximum(cast, 1))
    return np.asarray(scale[:, None] * (deviations @ components.axes.T), dtype=np.float64)


def project_statements(components: Components) -> Floats:
    """Where statements lie (statements, 2): as a participant whose only vote is to agree with that statement."""
    scale = np.sqrt(len(components.center))
    return np.asarray((scale * (1.0 - components.center) * components.axes).T, dtype=np.float64)
