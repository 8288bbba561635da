"""How far a figure is verified."""

from __future__ import annotations

from collections.abc import Iterable

from ict4society.reporting.states import ASSURANCE_ORDER, Assurance


def weakest(levels: Iterable[str]) -> Assurance | None:
    """The level of what is computed from values of these levels: no better than its weakest input; None of nothing."""
    places = [ASSURANCE_ORDER.index(Assurance(level)) for level in levels]
    return ASSURANCE_ORDER[min(places)] if places else None
