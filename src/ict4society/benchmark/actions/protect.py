"""Withhold parts of groups that would tell about the few that are left over."""

from __future__ import annotations

from typing import Any

import numpy as np

from ict4society.benchmark.actions.carry import keys_of
from ict4society.benchmark.actions.measure import FIGURES, PARTS
from ict4society.benchmark.arrays import CODES, parts_of, widened
from ict4society.benchmark.states import Level


def withhold_parts(cells: Any, least: int) -> None:
    """Secondary suppression (``statistics.secondary_suppression``), from everybody down; parts of a part go with it."""
    region, sector, size = parts_of(cells["code"])
    level = 3 - (region > 0).astype(int) - (sector > 0) - (size > 0)
    year = keys_of(cells["indicator"], cells["year"]) * CODES
    for above in (Level.EVERYBODY, Level.ALL_SECTORS, Level.ALL_SIZES):
        parents, parts = np.flatnonzero(level == above), np.flatnonzero(level == above - 1)
        keys = year[parents] + cells["code"][parents]
        parents = parents[np.argsort(keys)]
        keys = np.sort(keys)
        # Whoever is in a part is in the group above, so that there is always one.
        parent = np.searchsorted(keys, year[parts] + widened(cells["code"][parts], above))
        gone = (cells["withheld"][parents][parent] == PARTS) & (cells["withheld"][parts] == 0)
        _withhold(cells, parts[gone])
        while len(chosen := _too_telling(cells, parents, parts, parent, least)):
            _withhold(cells, chosen)


def _too_telling(cells: Any, parents: Any, parts: Any, parent: Any, least: int) -> Any:
    """Of each published group that its published parts tell from by a few, the smallest part, the first by key."""
    shown = (cells["withheld"][parts] == 0) & (cells["withheld"][parents][parent] == 0)
    parts, parent = parts[shown], parent[shown]
    inside = np.bincount(parent, weights=cells["n"][parts], minlength=len(parents))
    left = np.abs(cells["n"][parents] - inside)
    # Figures of two dates: the parts can hold more than the whole when somebody left it since, and as many as the
    # whole where one left and one came, or one has another value. Digests add up: they say whether all are the same.
    digest = np.zeros(len(parents), np.int64)
    np.add.at(digest, parent, cells["digest"][parts])
    telling = (left < least) & (digest != cells["digest"][parents])
    at_risk = telling[parent]
    parts, parent = parts[at_risk], parent[at_risk]
    order = np.lexsort((cells["code"][parts], cells["n"][parts], parent))
    _first, places = np.unique(parent[order], return_index=True)
    return parts[order][places]


def _withhold(cells: Any, places: Any) -> None:
    cells["withheld"][places] = PARTS
    for name in FIGURES:
        cells[name][places] = np.nan
