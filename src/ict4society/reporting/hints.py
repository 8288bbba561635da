"""Plausibility: what looks odd beside last year and beside the other answers. Hints never block."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from ict4society.reporting.models import Indicator, IndicatorValue
from ict4society.reporting.numbers import round_for_reading, spoken_number
from ict4society.reporting.states import ValueState, ValueType
from ict4society.reporting.units import PERCENT, label_of

JUMP = Decimal(20)
"""From here on, times or parts, a change between two years is worth a second look."""


def hints_for(indicator: Indicator, value: IndicatorValue, before: IndicatorValue | None = None) -> list[str]:
    """Sentences about one value, for the person who entered it."""
    found: list[str] = []
    if value.value is None or not indicator.is_numeric:
        return found
    if value.value == 0:
        if before is not None and before.value and value.state == ValueState.ZERO:
            found.append(
                _("Last year it was %(before)s. If it was not counted this year, choose “not collected”.")
                % {"before": shown(indicator, before)}
            )
        return found
    if indicator.value_type == ValueType.PERCENT:
        found += _share(indicator, value)
    if before is not None and before.value and indicator.value_type != ValueType.YEAR:
        found += _jump(indicator, value, before)
    return found


def _share(indicator: Indicator, value: IndicatorValue) -> list[str]:
    number = abs(value.value or Decimal(0))
    if number > 1:
        return [_("This is more than 100 %%. Was %(entered)s meant as a percentage?") % {"entered": value.entered}]
    if number < Decimal("0.01") and value.entered_unit == PERCENT:
        return [
            _("%(typed)s %% is stored. If you meant %(other)s %%, type it so or choose “fraction”.")
            % {"typed": value.entered, "other": spoken_number(number * 10_000)}
        ]
    return []


def _jump(indicator: Indicator, value: IndicatorValue, before: IndicatorValue) -> list[str]:
    if value.value is None or before.value is None:
        return []
    if indicator.value_type == ValueType.MONEY and value.entered_unit != before.entered_unit:
        return [_("Last year's amount is in %(currency)s.") % {"currency": before.entered_unit}]
    times = abs(value.value / before.value)
    if 1 / JUMP < times < JUMP:
        return []
    words = {"before": shown(indicator, before), "now": shown(indicator, value)}
    if 500 <= times <= 2000 or 500 <= 1 / times <= 2000:
        return [_("%(now)s after %(before)s: about a thousand times. Is the unit right?") % words]
    return [_("%(now)s after %(before)s: a large change. It can be true; look once more.") % words]


def sum_hints(values: Mapping[str, IndicatorValue]) -> dict[str, str]:
    """What does not add up among the answers of one year; indicator key → sentence."""
    found: dict[str, str] = {}
    people = (
        "NumberOfMaleEmployees",
        "NumberOfFemaleEmployees",
        "NumberOfOtherGenderEmployees",
        "NumberOfNonReportedGenderEmployees",
    )
    for total, parts in (
        ("NumberOfEmployees", people),
        ("NumberOfEmployees", ("NumberOfPermanentContractEmployees", "NumberOfTemporaryContractEmployees")),
    ):
        whole = values.get(total)
        given = [each.value for key in parts if (each := values.get(key)) is not None and each.value is not None]
        if whole is None or whole.value is None or len(given) < 2:
            continue
        if abs(sum(given) - whole.value) > max(Decimal(1), whole.value / 100):
            found[total] = _("The parts add up to %(sum)s.") % {"sum": spoken_number(Decimal(sum(given)))}
    return found


def conversion(indicator: Indicator, value: IndicatorValue) -> str:
    """``12.5 MWh = 45,000 MJ`` when what was typed is not what is stored; else empty."""
    if value.value is None or not value.entered or value.entered_unit in ("", indicator.unit):
        return ""
    if indicator.value_type == ValueType.MONEY or indicator.unit.endswith("/EUR"):
        return ""
    if indicator.value_type == ValueType.PERCENT:
        return "" if value.entered_unit == PERCENT else f"{value.entered} = {spoken_number(value.value * 100)} %"
    return f"{value.entered} {label_of(value.entered_unit)} = {shown(indicator, value)}"


def shown(indicator: Indicator, value: IndicatorValue) -> str:
    """The number with its unit, in the English notation of sentences that are cited."""
    if value.value is None:
        return ""
    if indicator.value_type == ValueType.PERCENT:
        return f"{spoken_number(round_for_reading(value.value * 100))} %"
    if indicator.value_type == ValueType.YEAR:
        return str(int(value.value))
    if indicator.unit.endswith("/EUR"):
        per_million = label_of(value.entered_unit or indicator.unit).replace("/", "/million ")
        return f"{spoken_number(value.value * 1_000_000)} {per_million}"
    unit = value.entered_unit if indicator.value_type == ValueType.MONEY else indicator.unit
    return f"{spoken_number(value.value)} {label_of(unit)}".strip()
