"""From what somebody typed to what is stored of a value: checked, converted, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from decimal import Context, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ict4society.foundation.policy import Refused
from ict4society.foundation.ui.text import clean_text
from ict4society.reporting.criteria import graded_score
from ict4society.reporting.elements import GradesUnclear, read_grades, write_grades
from ict4society.reporting.models import Indicator
from ict4society.reporting.numbers import PLACES, NumberUnclear, plain_number, read_number
from ict4society.reporting.states import WITH_VALUE, Assurance, ValueState, ValueType
from ict4society.reporting.units import FRACTION, PERCENT, UnitUnknown, convert

YES = {"yes", "true", "1", "ja", "oui", "sí", "si", "tak", "да", "ναι"}
NO = {"no", "false", "0", "nein", "non", "nie", "не", "όχι"}


class ValueRefused(Refused):
    """What was typed cannot stand; ``field`` is where the sentence belongs."""

    def __init__(self, message: str, *, field: str = "number") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Said:
    """What somebody says about one cell, as typed."""

    number: str = ""
    """The number, ``yes``/``no``, or the id of a choice."""
    unit: str = ""
    text: str = ""
    state: str = ""
    """Empty: what the number says (nothing at all: nothing)."""
    reason: str = ""
    method: str = ""
    basis: str = ""
    evidence_url: str = ""
    evidence_title: str = ""
    evidence_page: str = ""
    assurance: str = Assurance.NONE.value
    breakdown: str = ""

    def is_empty(self) -> bool:
        return not (self.number.strip() or self.text.strip() or self.state)


@dataclass
class Understood:
    """The fields of a value that come from what was said."""

    state: str
    value: Decimal | None = None
    entered: str = ""
    entered_unit: str = ""
    text: str = ""
    reason: str = ""
    method: str = ""
    basis: str = ""
    evidence_url: str = ""
    evidence_title: str = ""
    evidence_page: str = ""
    assurance: str = Assurance.NONE.value

    def fields(self) -> dict[str, Any]:
        """For the row."""
        return {name: getattr(self, name) for name in FIELDS}


COPIED = ("reason", "method", "basis", "evidence_url", "evidence_title", "evidence_page", "assurance")
FIELDS = tuple(each.name for each in fields(Understood))
NAMES = tuple(each.name for each in fields(Said))
LONGEST = {
    "breakdown": 120,
    "reason": 500,
    "method": 1000,
    "evidence_url": 500,
    "evidence_title": 200,
    "evidence_page": 40,
}


def understand(indicator: Indicator, said: Said, *, currency: str = "EUR") -> Understood:
    """Check and convert.

    Raises ValueRefused with a sentence for the field at fault.
    """
    said = _cleaned(said)
    if said.state and said.state not in ValueState.values:
        raise ValueRefused(_("This is not one of the states."), field="state")
    made = Understood(state=said.state or ValueState.REPORTED, **{name: getattr(said, name) for name in COPIED})
    if made.state not in WITH_VALUE:
        if made.state == ValueState.WITHHELD and not said.reason.strip():
            raise ValueRefused(_("Say why the value is withheld: readers see the reason."), field="reason")
        if said.number.strip() or said.text.strip():
            message = _("“%(state)s” goes without a value. Remove the value, or choose “reported”.")
            raise ValueRefused(message % {"state": ValueState(made.state).label}, field="state")
        return made
    _READERS.get(indicator.value_type, _text)(indicator, said, made, currency)
    return made


def _cleaned(said: Said) -> Said:
    """Free of characters that cannot be stored or that deceive; nothing longer than it may be."""
    changed: dict[str, str] = {}
    for name in NAMES:
        text: str = getattr(said, name)
        if not text:
            continue
        try:
            cleaned = clean_text(text, multiline=name == "text")
        except ValidationError as error:
            raise ValueRefused("; ".join(error.messages), field=name) from error
        most = LONGEST.get(name)
        if most is not None and len(cleaned) > most:
            raise ValueRefused(_("At most %(most)s characters.") % {"most": most}, field=name)
        if cleaned != text:
            changed[name] = cleaned
    return replace(said, **changed) if changed else said


def _graded(indicator: Indicator, said: Said, made: Understood) -> None:
    """The score that the grades of the elements give; a number beside them must say the same."""
    try:
        grades = read_grades(indicator, said.text)
    except GradesUnclear as unclear:
        raise ValueRefused(str(unclear), field="text") from unclear
    score = graded_score(grades.values())
    if score is None:
        raise ValueRefused(_("None of the elements applies: choose “does not apply to us”."), field="state")
    if said.number.strip():
        _plain_number(indicator, said, made, "")
        if made.value is not None and abs(made.value - score) > Decimal("0.005"):
            words = {"score": plain_number(round(score * 100, 1))}
            raise ValueRefused(_("The elements give %(score)s %%. Leave the number empty, or look once more.") % words)
    made.text, made.entered, made.entered_unit = write_grades(grades), "", PERCENT
    made.value = score.quantize(PLACES, context=Context(prec=40))
    if made.state != ValueState.ESTIMATED:
        made.state = ValueState.REPORTED if score else ValueState.ZERO


def _number(indicator: Indicator, said: Said, made: Understood, currency: str) -> None:
    if indicator.elements and said.text.strip():
        _graded(indicator, said, made)
    else:
        _plain_number(indicator, said, made, currency)


def _plain_number(indicator: Indicator, said: Said, made: Understood, currency: str) -> None:
    typed = said.number.strip()
    if made.state == ValueState.ZERO and not typed:
        typed = "0"
    if not typed:
        raise ValueRefused(_("Type a number, or say why there is none."))
    try:
        number = read_number(typed)
        made.value, made.entered_unit = _in_unit(indicator, number, said.unit.strip(), currency)
    except (NumberUnclear, UnitUnknown) as error:
        raise ValueRefused(str(error), field="unit" if isinstance(error, UnitUnknown) else "number") from error
    made.entered = typed[:80]
    _bounds(indicator, made)
    made.value = made.value.quantize(PLACES, context=Context(prec=40))
    if made.value == 0 and made.state == ValueState.REPORTED:
        made.state = ValueState.ZERO
    if made.state == ValueState.ZERO and made.value != 0:
        raise ValueRefused(_("“Zero” and a number that is not zero cannot both be true."), field="state")


def _in_unit(indicator: Indicator, number: Decimal, unit: str, currency: str) -> tuple[Decimal, str]:
    """The number in the indicator's unit, and the unit in which it was given."""
    kind = indicator.value_type
    if kind == ValueType.PERCENT:
        given = unit or PERCENT
        if given not in (PERCENT, FRACTION):
            raise UnitUnknown(_("Give a percentage (10) or say that it is a fraction (0.10)."))
        return (number if given == FRACTION else number / 100), given
    if kind == ValueType.MONEY or indicator.unit.endswith("/EUR"):
        money = unit.rsplit("/", 1)[-1] or currency
        if len(money) != 3 or not (money.isascii() and money.isalpha()):
            raise UnitUnknown(_("Give the currency by its three letters, for example EUR."))
        # Money is never converted: the rate of which day would be a guess.
        return number, indicator.unit.replace("EUR", money.upper()) if kind != ValueType.MONEY else money.upper()
    given = unit or indicator.unit
    return convert(number, given, indicator.unit), given


def _bounds(indicator: Indicator, made: Understood) -> None:
    number = made.value
    if number is None:
        return
    if abs(number) >= Decimal(10) ** 19:
        raise ValueRefused(_("This number is too large. Choose a larger unit."))
    if number < 0 and not indicator.signed:
        if indicator.counts_people:
            raise ValueRefused(_("A number of people cannot be negative."))
        raise ValueRefused(_("This cannot be negative."))
    if indicator.value_type == ValueType.INTEGER and number != number.to_integral_value():
        raise ValueRefused(_("This is a whole number."))
    if indicator.value_type == ValueType.YEAR and not (1990 <= number <= 2100 and number == number.to_integral_value()):
        raise ValueRefused(_("Type a year between 1990 and 2100."))


def _boolean(indicator: Indicator, said: Said, made: Understood, currency: str) -> None:
    answer = (said.number or said.text).strip().lower()
    if answer not in YES | NO:
        raise ValueRefused(_("Answer yes or no."))
    # "No" is an answer, not the number zero.
    made.value, made.state = Decimal(answer in YES), ValueState.REPORTED


def _choice(indicator: Indicator, said: Said, made: Understood, currency: str) -> None:
    wanted = [line.strip() for line in (said.text or said.number).splitlines() if line.strip()]
    known = {each["id"] for each in indicator.options}
    named = {each["en"].strip().lower(): each["id"] for each in indicator.options}
    chosen = [each if each in known else named.get(each.lower(), "") for each in wanted]
    if not chosen:
        raise ValueRefused(_("Choose an answer, or say why there is none."))
    if "" in chosen and known:
        unknown = wanted[chosen.index("")]
        raise ValueRefused(_("“%(answer)s” is not one of the options.") % {"answer": unknown[:60]})
    if indicator.value_type == ValueType.CHOICE and len(chosen) > 1:
        raise ValueRefused(_("Choose one answer only."))
    made.text = "\n".join(chosen if known else wanted)


def _text(indicator: Indicator, said: Said, made: Understood, currency: str) -> None:
    text = (said.text or said.number).strip()
    if not text:
        raise ValueRefused(_("Write a text, or say why there is none."), field="text")
    if len(text) > 20_000:
        raise ValueRefused(_("At most %(most)s characters.") % {"most": "20,000"}, field="text")
    made.text = text


Reader = Callable[[Indicator, Said, Understood, str], None]
_READERS: dict[str, Reader] = {
    **dict.fromkeys(
        (ValueType.DECIMAL, ValueType.INTEGER, ValueType.PERCENT, ValueType.MONEY, ValueType.YEAR), _number
    ),
    ValueType.BOOLEAN: _boolean,
    ValueType.CHOICE: _choice,
    ValueType.CHOICES: _choice,
}
