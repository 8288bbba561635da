"""What must hold of a commitment's frame, whoever gives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from ict4society.commitments.models import Commitment, InterimTarget
from ict4society.commitments.states import Direction, Kind
from ict4society.foundation.policy import Refused
from ict4society.reporting.models import Indicator

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_INTERIM = 12
LARGEST = Decimal(10) ** 18


class FrameRefused(Refused):
    """Baseline, targets and deadline do not fit together; ``field`` is where to correct that."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Frame:
    """How progress is measured, from where, to where, until when. Fractions for percentages and milestones."""

    kind: str
    direction: str
    baseline_year: int
    baseline_value: Decimal
    target_value: Decimal
    deadline: date
    indicator: Indicator | None = None
    measure: str = ""
    unit: str = ""
    interim: tuple[tuple[int, Decimal], ...] = ()

    def check(self) -> None:
        """Raises FrameRefused, with the sentence that says what to correct."""
        self._check_measure()
        self._check_years()
        self._check_targets()
        self._check_interim()

    def _check_measure(self) -> None:
        if (self.kind == Kind.INDICATOR) != (self.indicator is not None):
            raise FrameRefused(_("Choose the indicator that measures it, or another way of measuring."), "indicator")
        if self.indicator is not None and not self.indicator.is_numeric:
            raise FrameRefused(_("This indicator has no number that could reach a target."), "indicator")
        if self.kind == Kind.MEASURE and not (self.measure and self.unit):
            raise FrameRefused(_("Say what is measured, and in which unit."), "measure" if not self.measure else "unit")

    def _check_years(self) -> None:
        if not FIRST_YEAR <= self.baseline_year <= LAST_YEAR:
            limits = {"first": FIRST_YEAR, "last": LAST_YEAR}
            raise FrameRefused(_("The baseline lies between %(first)d and %(last)d.") % limits, "baseline_year")
        if self.deadline.year > LAST_YEAR:
            raise FrameRefused(_("The deadline lies before the end of %(last)d.") % {"last": LAST_YEAR}, "deadline")
        if self.deadline.year <= self.baseline_year:
            message = _(
                "The deadline (%(deadline)s) must lie in a year after the baseline (%(baseline)d): between them there "
                "is no year in which progress could show."
            )
            values = {"deadline": self.deadline.isoformat(), "baseline": self.baseline_year}
            raise FrameRefused(message % values, "deadline")

    def _check_targets(self) -> None:
        for name, value in (("baseline_value", self.baseline_value), ("target_value", self.target_value)):
            if not value.is_finite() or abs(value) > LARGEST:
                raise FrameRefused(_("This number is too large."), name)
        if self.kind == Kind.MILESTONE and (self.baseline_value != 0 or self.target_value != 1):
            raise FrameRefused(_("A milestone goes from 0 % to 100 %."), "target_value")
        rises, falls = self.target_value > self.baseline_value, self.target_value < self.baseline_value
        if (rises and self.direction == Direction.AT_MOST) or (falls and self.direction == Direction.AT_LEAST):
            message = (
                _("The target lies above the baseline, but you say that the value comes down.")
                if rises
                else _("The target lies below the baseline, but you say that the value rises.")
            )
            raise FrameRefused(message, "direction")

    def _check_interim(self) -> None:
        years = [year for year, _value in self.interim]
        if len(set(years)) != len(years):
            raise FrameRefused(_("There are two interim targets for one year."), "interim")
        if len(years) > MOST_INTERIM:
            raise FrameRefused(_("At most %(number)d interim targets.") % {"number": MOST_INTERIM}, "interim")
        for year, value in self.interim:
            if not self.baseline_year < year < self.deadline.year:
                message = _("The interim target of %(year)d lies outside the years between baseline and deadline.")
                raise FrameRefused(message % {"year": year}, "interim")
            if not value.is_finite() or abs(value) > LARGEST:
                raise FrameRefused(_("This number is too large."), "interim")

    def put_on(self, commitment: Commitment) -> None:
        """Set the fields of a commitment; saving is the caller's, and so are the interim targets (``put_interim``)."""
        for name in ("kind", "direction", "baseline_year", "baseline_value", "target_value", "deadline"):
            setattr(commitment, name, getattr(self, name))
        commitment.indicator = self.indicator
        own = self.kind == Kind.MEASURE
        commitment.measure, commitment.unit = (self.measure, self.unit) if own else ("", "")

    def put_interim(self, commitment: Commitment) -> None:
        """Replace the interim targets of a saved commitment."""
        commitment.interim_targets.all().delete()
        rows = [InterimTarget(commitment=commitment, year=year, value=value) for year, value in self.interim]
        InterimTarget.objects.bulk_create(rows)
