"""Which statement to show next: weights for a random choice among those that a participant has not seen."""

from __future__ import annotations

import numpy as np

from ict4society.deliberation.opinion_map.matrix import Bools, Floats, Ints

META_PRIORITY = 49.0
"""The fixed priority (7²) of statements about the process or about the participants themselves."""


def routing_priorities(
    agree: Ints, disagree: Ints, seen: Ints, extremity: Floats, *, meta: Bools | None = None
) -> Floats:
    """The priority of each statement, given its counts and its distance from the map's centre (extremity).

    The counts are those of the participants placed on the map. With A agrees, P = S - A - D passes, S votes and the
    extremity E: importance = (1 - (P+1)/(S+2)) · (E+1) · (A+1)/(S+2), priority = (importance · (1 + 8 · 2^(-S/5)))².
    Little passed on, telling for the map, agreed with, and new comes first.
    """
    passes = seen - agree - disagree
    importance = (1 - (passes + 1) / (seen + 2)) * (extremity + 1) * (agree + 1) / (seen + 2)
    priority = (importance * (1 + 8 * 2.0 ** (-seen / 5))) ** 2
    if meta is not None:
        priority = np.where(meta, META_PRIORITY, priority)
    return np.asarray(priority, dtype=np.float64)
