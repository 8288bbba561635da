"""The facts of a report in the terms of XBRL: what both xBRL-JSON and inline XBRL are written from.

Only data points of the voluntary standard's taxonomy become facts; a breakdown that is no member of it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings

from ict4society.reporting.models import Indicator, IndicatorValue, Report
from ict4society.reporting.numbers import plain_number
from ict4society.reporting.states import WITH_VALUE, PeriodType, ValueType

TAXONOMY = "https://xbrl.efrag.org/taxonomy/vsme/2026-05-01/vsme-all.xsd"
NAMESPACES = {
    "vsme": "https://xbrl.efrag.org/taxonomy/vsme/2026-05-01/vsme",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "utr": "http://www.xbrl.org/2009/utr",
    "xbrli": "http://www.xbrl.org/2003/instance",
}
MEMBERS = {
    "renewable": ("BreakdownOfEnergyConsumptionAxis", "RenewableEnergyMember"),
    "non-renewable": ("BreakdownOfEnergyConsumptionAxis", "NonRenewableEnergyMember"),
    "base year": ("ReportingScopesAxis", "BaselineYearMember"),
    "target year": ("ReportingScopesAxis", "TargetYearMember"),
}
"""Words of breakdowns that are explicit members of the taxonomy."""
UNITS = {
    "MWh": "utr:MWh",
    "tCO2e": "utr:tCO2e",
    "t": "utr:t",
    "m3": "utr:m3",
    "ha": "utr:ha",
    "": "xbrli:pure",
}


@dataclass(frozen=True)
class Fact:
    """One fact. ``unit`` is empty for texts; ``measures`` of a ratio has numerator and denominator."""

    id: str
    concept: str
    value: str
    indicator: Indicator
    starts: date
    ends: date
    instant: bool
    unit: str = ""
    language: str = ""
    dimensions: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def is_numeric(self) -> bool:
        return bool(self.unit)

    @property
    def context_key(self) -> tuple[object, ...]:
        period = (self.ends,) if self.instant else (self.starts, self.ends)
        return (*period, *sorted(self.dimensions.items()), *sorted(self.typed.items()))


def entity_of(report: Report) -> tuple[str, str]:
    """Scheme and identifier of the organisation: the address of this instance and the page's slug."""
    return f"{settings.SITE_URL}/organisations/", report.organisation.slug


def facts_of(report: Report, values: Sequence[IndicatorValue]) -> tuple[list[Fact], list[IndicatorValue]]:
    """The facts, and the values that cannot be said in the taxonomy."""
    facts: list[Fact] = []
    left: list[IndicatorValue] = []
    for value in values:
        if value.withdrawn_at is not None or value.state not in WITH_VALUE:
            continue
        fact = _fact(report, value)
        if fact is None:
            left.append(value)
        else:
            facts.append(fact)
    return facts, left


def _fact(report: Report, value: IndicatorValue) -> Fact | None:
    indicator = value.indicator
    if not indicator.xbrl.get("name"):
        return None
    explicit, typed = _dimensions(indicator, value.breakdown)
    if value.breakdown and not explicit and not typed:
        return None
    said = _value(value)
    unit = _unit(value)
    if said is None or (indicator.is_numeric and indicator.value_type != ValueType.YEAR and not unit):
        return None
    return Fact(
        id=f"v{value.pk}",
        concept=indicator.xbrl["name"],
        value=said,
        indicator=indicator,
        starts=report.starts_on,
        ends=report.ends_on,
        instant=indicator.period == PeriodType.INSTANT,
        unit=unit,
        language=report.language if indicator.value_type == ValueType.TEXT else "",
        dimensions=explicit,
        typed=typed,
    )


def _dimensions(indicator: Indicator, breakdown: str) -> tuple[dict[str, str], dict[str, str]]:
    if breakdown in MEMBERS and MEMBERS[breakdown][0] == indicator.axis:
        axis, member = MEMBERS[breakdown]
        return {f"vsme:{axis}": f"vsme:{member}"}, {}
    if breakdown and indicator.axis.endswith("TypedAxis"):
        return {}, {f"vsme:{indicator.axis}": breakdown}
    return {}, {}


def _value(value: IndicatorValue) -> str | None:
    kind = value.indicator.value_type
    if kind == ValueType.BOOLEAN:
        return "true" if value.value else "false"
    if value.indicator.is_numeric:
        return plain_number(value.value) if value.value is not None else None
    if kind in (ValueType.CHOICE, ValueType.CHOICES) and value.indicator.options:
        return " ".join(f"vsme:{each}" for each in value.text.split())
    return value.text


def _unit(value: IndicatorValue) -> str:
    kind = value.indicator.value_type
    if not value.indicator.is_numeric or kind == ValueType.YEAR:
        return ""
    if kind == ValueType.PERCENT:
        return "xbrli:pure"
    if kind == ValueType.MONEY:
        return f"iso4217:{value.entered_unit}" if len(value.entered_unit) == 3 else ""
    if value.indicator.unit.endswith("/EUR"):
        currency = value.entered_unit.rsplit("/", 1)[-1]
        return f"utr:tCO2e/iso4217:{currency}" if len(currency) == 3 else ""
    return UNITS.get(value.indicator.unit, "")


def period_of(fact: Fact) -> str:
    """The period as xBRL-JSON writes it: moments at the beginning of days, so the last day's end is the next day."""
    after = f"{fact.ends + timedelta(days=1)}T00:00:00"
    return after if fact.instant else f"{fact.starts}T00:00:00/{after}"


def used_namespaces(facts: Iterable[Fact]) -> dict[str, str]:
    """The prefixes that occur in the facts."""
    text = " ".join(f"{fact.concept} {fact.unit} {fact.value}" for fact in facts)
    return {prefix: uri for prefix, uri in NAMESPACES.items() if f"{prefix}:" in text or prefix == "vsme"}
