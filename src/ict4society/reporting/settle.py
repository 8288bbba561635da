"""Which of several public values of one cell counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from ict4society.reporting.models import IndicatorValue, Resolution
from ict4society.reporting.models.value import DERIVED, OWN
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
    rows = IndicatorValue.objects.filter(**where).select_for_update(no_key=True).only(*_NEEDED).order_by(*order)
    decided = {
        (each.organisation_id, each.indicator_id, each.year, each.breakdown): each.value_id
        for each in Resolution.objects.filter(**where)
    }
    changed: dict[tuple[bool, bool], list[int]] = defaultdict(list)
    for cell, group in groupby(rows, key=cell_of):
        if cell not in wanted:
            continue
        members = list(group)
        chosen, conflicting = choose([row for row in members if row.is_public], decided.get(cell))
        for row in members:
            state = (chosen is not None and row.pk == chosen.pk, conflicting and row.is_public)
            if (row.chosen, row.conflicting) != state:
                changed[state].append(row.pk)
    # First those that no longer count: at no moment do two rows of a cell count.
    for (counts, conflicts), pks in sorted(changed.items()):
        IndicatorValue.objects.filter(pk__in=pks).update(chosen=counts, conflicting=conflicts)


_NEEDED = (
    "organisation_id",
    "indicator_id",
    "year",
    "breakdown",
    "source",
    "state",
    "value",
    "text",
    "assurance",
    "chosen",
    "conflicting",
    "published_at",
    "withdrawn_at",
    "hidden_at",
)
