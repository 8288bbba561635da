"""Which of several public values of one cell counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ict4society.reporting.models import IndicatorValue, Resolution
from ict4society.reporting.models.value import DERIVED, OWN, PUBLIC
from ict4society.reporting.states import ASSURANCE_ORDER, Assurance

Cell = tuple[int, int, int, str]
"""Organisation, indicator, year, breakdown."""


def cell_of(value: IndicatorValue) -> Cell:
    """Where the value stands."""
    return (value.organisation_id, value.indicator_id, value.year, value.breakdown)


def choose(rows: Sequence[IndicatorValue], decided: int | None) -> tuple[IndicatorValue | None, bool]:
    """The one that counts, and whether they conflict.

    Decided by somebody: that one. All say the same: the organisation's own, else the best assured. They differ: the
    organisation's own word until somebody decides, and none when only outside sources speak (nothing is guessed).
    """
    if not rows:
        return None, False
    for row in rows:
        if row.pk == decided:
            return row, False
    own = next((row for row in rows if row.source == OWN), None) or next(
        (row for row in rows if row.source == DERIVED), None
    )
    if all(same(rows[0], row) for row in rows[1:]):
        return own or max(rows, key=lambda row: (ASSURANCE_ORDER.index(Assurance(row.assurance)), -row.pk)), False
    return own, True


def same(one: IndicatorValue, other: IndicatorValue) -> bool:
    """Whether two sources say the same."""
    if one.value is None or other.value is None:
        return (one.state, one.text) == (other.state, other.text) and one.value == other.value
    return one.value == other.value and one.text == other.text


def settle(cells: Iterable[Cell]) -> None:
    """Write ``chosen`` and ``conflicting`` of these cells; their rows are locked. Called by actions."""
    wanted = set(cells)
    if not wanted:
        return
    organisations = {cell[0] for cell in wanted}
    indicators = {cell[1] for cell in wanted}
    years = {cell[2] for cell in wanted}
    where = {"organisation_id__in": organisations, "indicator_id__in": indicators, "year__in": years}
    order = ("organisation_id", "indicator_id", "year", "breakdown", "pk")
    rows = list(IndicatorValue.objects.filter(**where).select_for_update(no_key=True).order_by(*order))
    public = set(IndicatorValue.objects.filter(PUBLIC, **where).values_list("pk", flat=True))
    decided = {
        (each.organisation_id, each.indicator_id, each.year, each.breakdown): each.value_id
        for each in Resolution.objects.filter(**where)
    }
    changed: list[IndicatorValue] = []
    for cell, group in groupby(rows, key=cell_of):
        if cell not in wanted:
            continue
        members = list(group)
        chosen, conflicting = choose([row for row in members if row.pk in public], decided.get(cell))
        for row in members:
            state = (chosen is not None and row.pk == chosen.pk, conflicting and row.pk in public)
            if (row.chosen, row.conflicting) != state:
                row.chosen, row.conflicting = state
                changed.append(row)
    # First those that no longer count: at no moment do two rows of a cell count.
    for counts in (False, True):
        part = [row for row in changed if row.chosen is counts]
        IndicatorValue.objects.bulk_update(part, ["chosen", "conflicting"], batch_size=500)
