"""Derived values: computed from others, and no better checked than their weakest input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

from ict4society.reporting.formulas import FormulaWrong, compute, keys_of
from ict4society.reporting.models import Indicator, IndicatorValue
from ict4society.reporting.numbers import PLACES
from ict4society.reporting.states import ASSURANCE_ORDER, WITH_VALUE, Assurance, ValueState, ValueType

PASSES = 3
"""A derived value may enter another: so many times the formulas are gone through."""


@dataclass(frozen=True)
class Derived:
    """What a formula gives for one year of one organisation."""

    indicator: Indicator
    value: Decimal
    unit: str
    state: str
    assurance: str
    basis: str
    inputs: tuple[int, ...]


def weakest(assurances: list[str]) -> str:
    """The lowest of the levels; ``none`` when there are none."""
    return min((Assurance(each) for each in assurances), key=ASSURANCE_ORDER.index, default=Assurance.NONE).value


def derive(indicator: Indicator, values: Mapping[str, IndicatorValue]) -> Derived | None:
    """The value that the formula gives, or None when an input is missing, not a number, or counted in another way.

    People counted as heads and as full-time equivalents are never divided by each other, nor currencies added.
    """
    try:
        keys = keys_of(indicator.formula)
    except FormulaWrong:
        return None
    inputs = [values.get(key) for key in keys]
    given = [each for each in inputs if each is not None and each.state in WITH_VALUE and each.value is not None]
    if not keys or len(given) != len(keys):
        return None
    bases = {each.basis for each in given if each.indicator.counts_people}
    currencies = {each.entered_unit for each in given if each.indicator.value_type == ValueType.MONEY}
    if len(bases) > 1 or len(currencies) > 1:
        return None
    result = compute(indicator.formula, {key: _number(each) for key, each in zip(keys, given, strict=True)})
    if result is None or abs(result) >= Decimal(10) ** 18:
        return None
    estimated = any(each.state == ValueState.ESTIMATED for each in given)
    state = ValueState.ESTIMATED if estimated else ValueState.ZERO if result == 0 else ValueState.REPORTED
    currency = next(iter(currencies), "")
    return Derived(
        indicator=indicator,
        value=result.quantize(PLACES, context=Context(prec=40)) if result else Decimal(0),
        unit=indicator.unit.replace("EUR", currency) if currency else indicator.unit,
        state=state.value if result or estimated else ValueState.ZERO.value,
        assurance=weakest([each.assurance for each in given]),
        basis=next(iter(bases), "") if indicator.counts_people else "",
        inputs=tuple(each.pk for each in given),
    )


def _number(value: IndicatorValue) -> Decimal:
    return value.value if value.value is not None else Decimal(0)
