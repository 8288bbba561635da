"""The sentence that a value is cited by: indicator, year, what is said, who checked it."""

from __future__ import annotations

from ict4society.reporting.hints import shown
from ict4society.reporting.models import Indicator, IndicatorValue
from ict4society.reporting.states import WITH_VALUE, Assurance, HeadcountBasis, ValueState, ValueType

SHORT = {
    "GrossScope1GreenhouseGasEmissions": "Scope 1 emissions",
    "GrossLocationBasedScope2GreenhouseGasEmissions": "Scope 2 emissions, location-based",
    "GrossMarketBasedScope2GreenhouseGasEmissions": "Scope 2 emissions, market-based",
    "GrossScope3GreenhouseGasEmissions": "Scope 3 emissions",
}
"""Names that everybody uses, instead of the long ones of the taxonomy."""
_STATES = {
    ValueState.REPORTED: "reported",
    ValueState.ZERO: "reported",
    ValueState.ESTIMATED: "estimated",
    ValueState.NOT_APPLICABLE: "not applicable",
    ValueState.WITHHELD: "withheld",
    ValueState.NOT_COLLECTED: "not collected",
}
_ASSURANCE = {
    Assurance.NONE: "not checked",
    Assurance.SELF: "self-checked",
    Assurance.COMMUNITY: "checked by the community",
    Assurance.THIRD_PARTY: "third party assured",
}
_BASIS = {
    HeadcountBasis.HEADS_YEAR_END: "heads at year-end",
    HeadcountBasis.HEADS_AVERAGE: "heads on average",
    HeadcountBasis.FTE_YEAR_END: "full-time equivalents at year-end",
    HeadcountBasis.FTE_AVERAGE: "full-time equivalents on average",
}


def value_words(value: IndicatorValue, indicator: Indicator) -> str:
    """``Scope 1 emissions 2024: 1,240 t CO₂e, reported, third party assured``; English, so that it stays the same."""
    head = f"{SHORT.get(indicator.key) or indicator.label('en')} {value.year}"
    if value.breakdown:
        head += f" ({value.breakdown})"
    tail = [_STATES[ValueState(value.state)]]
    if value.source == "derived":
        tail = ["calculated"]
    if value.reason and value.state == ValueState.WITHHELD:
        tail.append(value.reason)
    if value.state in WITH_VALUE:
        tail.insert(0, answer(value, indicator))
        if value.basis:
            tail.append(_BASIS[HeadcountBasis(value.basis)])
        tail.append(_ASSURANCE[Assurance(value.assurance)])
    if value.source not in ("own", "derived"):
        tail.append(f"source: {value.source_name or value.source}")
    return f"{head}: {', '.join(part for part in tail if part)}"


def answer(value: IndicatorValue, indicator: Indicator) -> str:
    """The number with its unit, yes or no, the chosen options, or the text."""
    if indicator.value_type == ValueType.BOOLEAN:
        return "yes" if value.value else "no"
    if indicator.is_numeric:
        return shown(indicator, value)
    if indicator.value_type in (ValueType.CHOICE, ValueType.CHOICES) and indicator.options:
        names = {each["id"]: each["en"] for each in indicator.options}
        return "; ".join(names.get(line, line) for line in value.text.splitlines())
    return value.text
