"""How values are written on pages: in the reader's language and notation, with unit and state."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from ict4society.foundation.ui.formats import number as formatted
from ict4society.foundation.ui.formats import percent
from ict4society.reporting.labels import Words, option_names, page_language, word
from ict4society.reporting.models import Indicator, IndicatorValue
from ict4society.reporting.numbers import plain_number, round_for_reading
from ict4society.reporting.states import WITH_VALUE, ValueState, ValueType
from ict4society.reporting.units import label_of

TONES = {"reported": "success", "zero": "success", "estimated": "info", "withheld": "warning"}
ASSURANCE_TONES = {"third_party": "success", "community": "success", "self": "info", "none": "neutral"}
LONGEST = 160
YES, NO, MILLION = _("yes"), _("no"), _("million")


def written(value: IndicatorValue, indicator: Indicator | None = None, *, whole: bool = False) -> str:
    """The answer: number with unit, yes or no, options, text; or the state, where there is none."""
    return written_in(page_language(), value, indicator, whole=whole).text


def written_in(
    language: str, value: IndicatorValue, indicator: Indicator | None = None, *, whole: bool = False
) -> Words:
    """The same in the language that labels are read in; numbers keep the notation of the page."""
    indicator = indicator or value.indicator
    if value.state not in WITH_VALUE:
        return state_in(language, value)
    if indicator.value_type == ValueType.BOOLEAN:
        return word("value:yes", YES, language) if value.value else word("value:no", NO, language)
    if indicator.is_numeric and value.value is not None:
        return _number_in(language, value.value, indicator, value.entered_unit)
    if indicator.value_type in (ValueType.CHOICE, ValueType.CHOICES) and indicator.options:
        return option_names(indicator, value.text.splitlines(), language)
    text = value.text if whole or len(value.text) <= LONGEST else f"{value.text[:LONGEST]}…"
    return Words(text)


def state_in(language: str, value: IndicatorValue) -> Words:
    """What is said of an indicator: reported, zero, withheld, …"""
    state = ValueState(value.state)
    return word(f"state:{state.value}", state.label, language)


def _number_in(language: str, number: Decimal, indicator: Indicator, entered_unit: str) -> Words:
    text = number_written(number, indicator, entered_unit)
    if not indicator.unit.endswith("/EUR"):
        return Words(text)
    million = word("unit:million", MILLION, language)
    return Words(text.replace(f"/{MILLION} ", f"/{million} "), million.language)


def number_written(number: Decimal, indicator: Indicator, entered_unit: str = "") -> str:
    """A number of an indicator with its unit."""
    if indicator.value_type == ValueType.YEAR:
        return str(int(number))
    if indicator.value_type == ValueType.PERCENT:
        return percent(float(number), 1 if (number * 100) % 1 else 0)
    if indicator.unit.endswith("/EUR"):
        number *= 1_000_000
    rounded = round_for_reading(number)
    exponent = Decimal(plain_number(rounded)).as_tuple().exponent
    text = formatted(rounded, max(0, -int(exponent)))  # type: ignore[arg-type]
    unit = unit_of(indicator, entered_unit)
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text


def unit_of(indicator: Indicator, entered_unit: str = "") -> str:
    """The unit in which a value of this indicator is written."""
    if indicator.value_type == ValueType.PERCENT:
        return "%"
    if indicator.unit.endswith("/EUR"):
        return label_of(entered_unit or indicator.unit).replace("/", f"/{MILLION} ")
    if indicator.value_type == ValueType.MONEY:
        return label_of(entered_unit or indicator.unit)
    return label_of(indicator.unit)


def tone_of(value: IndicatorValue) -> str:
    """The tone of the state's badge."""
    return TONES.get(value.state, "neutral")
