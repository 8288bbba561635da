"""From a commitment's rows to what ``progress`` judges: its course, its values, its frame in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from ict4society.commitments.models import Commitment, Update
from ict4society.commitments.progress import Course, Point
from ict4society.commitments.states import Direction, Kind
from ict4society.foundation.ui.formats import number, percent
from ict4society.reporting.models import IndicatorValue
from ict4society.reporting.queries import effective_values


@dataclass(frozen=True, slots=True)
class YearValue:
    """The value of a year, and where it comes from."""

    year: int
    value: Decimal
    at: datetime
    reported: IndicatorValue | None = None
    update: Update | None = None


def course_of(commitment: Commitment) -> Course:
    """Its path; the interim targets may be prefetched."""
    return Course(
        baseline=Point(commitment.baseline_year, float(commitment.baseline_value)),
        target=Point(commitment.deadline.year, float(commitment.target_value)),
        deadline=commitment.deadline,
        interim=tuple(Point(each.year, float(each.value)) for each in commitment.interim_targets.all()),
        direction=Direction(commitment.direction),
    )


def values_of(commitment: Commitment) -> list[YearValue]:
    """One value for each year after the baseline, the oldest first.

    Of an indicator's commitment the organisation's published value where there is one, in whatever version of the
    standard; otherwise what its newest update says of that year.
    """
    found: dict[int, YearValue] = {}
    for update in commitment.updates.filter(value__isnull=False).order_by("pk"):
        found[update.year] = YearValue(update.year, update.value or Decimal(0), update.created_at, update=update)
    if commitment.kind == Kind.INDICATOR and commitment.indicator is not None:
        rows = effective_values().filter(organisation_id=commitment.on_behalf_of_id or 0, value__isnull=False)
        rows = rows.filter(indicator__key=commitment.indicator.key, indicator__unit=commitment.indicator.unit)
        for row in rows.order_by("indicator__version__valid_from", "pk"):
            value = row.value if row.value is not None else Decimal(0)
            found[row.year] = YearValue(row.year, value, row.changed_at, reported=row)
    return [found[year] for year in sorted(found)]


def points(values: Iterable[YearValue]) -> list[Point]:
    """The same, for the formula."""
    return [Point(value.year, float(value.value)) for value in values]


def frame_of(commitment: Commitment) -> dict[str, Any]:
    """What a change of which is a rebasing."""
    return {
        "baseline_year": commitment.baseline_year,
        "baseline_value": plain_number(commitment.baseline_value),
        "target_value": plain_number(commitment.target_value),
        "deadline": commitment.deadline.isoformat(),
        "direction": commitment.direction,
        "interim": {str(each.year): plain_number(each.value) for each in commitment.interim_targets.all()},
    }


def plain_number(value: Decimal) -> str:
    """Without trailing zeros and exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(commitment: Commitment, value: Decimal | str) -> str:
    """A value of this commitment with its unit; fractions as percentages."""
    exact = Decimal(value)
    if commitment.is_share:
        return f"{plain_number(exact * 100)} %"
    return f"{plain_number(exact)} {commitment.shown_unit}".strip()


def shown(commitment: Commitment, value: Decimal | float) -> str:
    """A value of this commitment as its reader's locale writes it, with its unit."""
    if commitment.is_share:
        return percent(float(value), 0 if round(float(value) * 100, 6).is_integer() else 1)
    # Numbers below a thousand keep three digits, larger ones are shown whole.
    exact = float(value)
    rounded = round(exact) if abs(exact) >= 1000 else round(exact, 3)
    return f"{number(rounded)} {commitment.shown_unit}".strip()


def words_of(commitment: Commitment) -> str:
    """What can be cited: the commitment in English sentences around its own words, which stay as they are."""
    organisation = commitment.on_behalf_of.name if commitment.on_behalf_of else ""
    measured = commitment.indicator.label("en") if commitment.indicator else commitment.measure
    what = f"{measured}: from" if measured else "From"
    aim = "to at most" if commitment.direction == Direction.AT_MOST else "to at least"
    frame = (
        f"{what} {written(commitment, commitment.baseline_value)} in {commitment.baseline_year} "
        f"{aim} {written(commitment, commitment.target_value)} by {commitment.deadline.isoformat()}."
    )
    interim = ", ".join(
        f"{written(commitment, each.value)} in {each.year}" for each in commitment.interim_targets.all()
    )
    parts = [f"{organisation}: {commitment.title}", frame]
    if interim:
        parts.append(f"Interim targets: {interim}.")
    if commitment.scope:
        parts.append(commitment.scope)
    return "\n".join(parts)
