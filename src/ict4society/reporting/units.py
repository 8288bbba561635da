"""Units: which may be chosen for an indicator, and conversion that is always shown, never silent.

Factors are those of pint's registry. Emissions are masses of CO2 equivalent and convert among themselves only.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

LABELS = {
    "tCO2e": "t CO₂e",
    "kgCO2e": "kg CO₂e",
    "ktCO2e": "kt CO₂e",
    "MtCO2e": "Mt CO₂e",
    "tCO2e/EUR": "t CO₂e/EUR",
    "m3": "m³",
    "m2": "m²",
    "km2": "km²",
    "year": "a",
}
FAMILIES = (
    ("MWh", "kWh", "GWh", "TWh", "MJ", "GJ", "TJ"),
    ("tCO2e", "kgCO2e", "ktCO2e", "MtCO2e"),
    ("t", "kg", "g", "kt"),
    ("m3", "L", "ML"),
    ("ha", "m2", "km2"),
    ("h", "min"),
    ("year", "month"),
    ("kWh/TB", "MWh/TB", "kWh/GB"),
)
PERCENT, FRACTION = "%", "fraction"
_PINT = {"t": "metric_ton", "kt": "kilometric_ton", "ha": "hectare", "m3": "m**3", "m2": "m**2", "km2": "km**2"}
_PINT |= {"tCO2e": "metric_ton", "kgCO2e": "kg", "ktCO2e": "kilometric_ton", "MtCO2e": "megametric_ton"}
_PINT |= {"kWh/TB": "kWh/terabyte", "MWh/TB": "MWh/terabyte", "kWh/GB": "kWh/gigabyte", "ML": "megaliter"}
_SPOKEN = {
    "metric tonnes (t)": "t",
    "kilograms (kg)": "kg",
    "cubic meters (m3)": "m3",
    "cubic meters (m³)": "m3",
    "squared meters (m2)": "m2",
    "square meters (m2)": "m2",
    "hectares (ha)": "ha",
    "t co2e": "tCO2e",
    "t co₂e": "tCO2e",
    "percent": "%",
    "m³": "m3",
    "m²": "m2",
}


class UnitUnknown(ValueError):
    """Not a unit in which this indicator can be given; the message says which can."""


def family_of(unit: str) -> tuple[str, ...]:
    """The units that convert into this one, itself first."""
    found = next((family for family in FAMILIES if unit in family), (unit,))
    return (unit, *(each for each in found if each != unit))


def label_of(unit: str) -> str:
    """How a unit is written for readers."""
    base, slash, below = unit.partition("/")
    return LABELS.get(unit) or (f"{LABELS.get(base, base)}/{below}" if slash else unit)


def unit_named(text: str) -> str:
    """A unit as somebody wrote it: EFRAG's words, with or without subscripts."""
    cleaned = " ".join(text.split())
    return _SPOKEN.get(cleaned.lower(), cleaned)


@cache
def _registry() -> Any:
    import pint  # heavy: only when somebody converts

    registry: Any = pint.UnitRegistry(non_int_type=Decimal, cache_folder=None)
    registry.define("terabyte = 1000 * gigabyte = TB")
    return registry


def convert(number: Decimal, given: str, wanted: str) -> Decimal:
    """The number in another unit.

    Raises UnitUnknown when one cannot become the other.
    """
    if given == wanted or not wanted:
        return number
    if given not in family_of(wanted):
        choices = ", ".join(label_of(each) for each in family_of(wanted))
        raise UnitUnknown(
            _("“%(unit)s” is not a unit for this. Choose one of: %(choices)s.") % {"unit": given, "choices": choices}
        )
    registry = _registry()
    try:
        quantity = registry.Quantity(number, _PINT.get(given, given))
        return Decimal(quantity.to(_PINT.get(wanted, wanted)).magnitude)
    except InvalidOperation as error:
        raise UnitUnknown(_("This number is too large to convert.")) from error
