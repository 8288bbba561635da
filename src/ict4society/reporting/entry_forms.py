"""The forms for one cell of a report: a row of the table, or a question on a screen of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.files.fields import FileField
from ict4society.foundation.ui.forms import Form, TextField, URLField
from ict4society.reporting.actions.enter import Entry
from ict4society.reporting.elements import write_grades
from ict4society.reporting.entry import Said
from ict4society.reporting.models import Indicator, IndicatorValue
from ict4society.reporting.numbers import plain_number
from ict4society.reporting.states import Assurance, Grade, HeadcountBasis, ValueState, ValueType
from ict4society.reporting.units import FRACTION, PERCENT, family_of, label_of

CURRENCIES = ("EUR", "BGN", "CHF", "CZK", "DKK", "GBP", "HUF", "NOK", "PLN", "RON", "SEK", "USD")
STATES = [
    ("", _("as answered")),
    (ValueState.ZERO.value, _("it is zero")),
    (ValueState.ESTIMATED.value, _("estimated")),
    (ValueState.NOT_APPLICABLE.value, _("does not apply to us")),
    (ValueState.WITHHELD.value, _("withheld")),
    (ValueState.NOT_COLLECTED.value, _("not collected")),
]
MORE = ("reason", "method", "basis", "evidence_url", "evidence_title", "evidence_page", "assurance", "breakdown")
ENTERED_ASSURANCE = [choice for choice in Assurance.choices if choice[0] != Assurance.COMMUNITY]


class CellForm(Form):
    """The answer, its unit and its state."""

    answer = TextField(label=_("Answer"), max_length=20_000, required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, indicator: Indicator, currency: str = "EUR", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        self.fields["answer"] = answer_field(indicator)
        units = unit_choices(indicator, currency)
        if units:
            unit: Any = self.fields["unit"]
            unit.choices = units
        else:
            del self.fields["unit"]

    def said(self) -> Said:
        """What was said, after ``is_valid()``."""
        data = self.cleaned_data
        answer = data.get("answer") or ""
        text = "\n".join(answer) if isinstance(answer, list) else str(answer)
        numeric = self.indicator.is_numeric or self.indicator.value_type == ValueType.BOOLEAN
        known = {name: data.get(name) or "" for name in ("unit", "state")}
        return Said(number=text if numeric else "", text="" if numeric else text, **known)

    def entry(self) -> Entry:
        """For ``record_values``."""
        return Entry(self.indicator, self.said(), self.cleaned_data.get("revision"))


class EvidenceForm(Form):
    """One more document for a value."""

    file = FileField(label=_("Evidence: upload"))


class QuestionForm(CellForm):
    """Everything that can be said of one value."""

    reason = TextField(
        label=_("Reason"), max_length=500, required=False, help_text=_("Needed for a value that is withheld.")
    )
    basis = forms.ChoiceField(
        label=_("How are people counted?"), choices=[("", _("not stated")), *HeadcountBasis.choices], required=False
    )
    method = TextField(
        label=_("Method"),
        max_length=1000,
        multiline=True,
        rows=2,
        required=False,
        help_text=_("How it was measured or estimated: meters, invoices, factors, assumptions."),
    )
    evidence_url = URLField(label=_("Evidence: address"), required=False)
    evidence_title = TextField(label=_("Evidence: document"), max_length=200, required=False)
    evidence_page = TextField(label=_("Evidence: page"), max_length=40, required=False)
    file = FileField(label=_("Evidence: upload"), required=False)
    assurance = forms.ChoiceField(label=_("Who has checked it?"), choices=ENTERED_ASSURANCE, required=False)
    breakdown = TextField(
        label=_("Part"), max_length=120, required=False, help_text=_("Empty: the whole. Otherwise which part of it.")
    )
    why = TextField(
        label=_("Why does it change?"),
        max_length=500,
        required=False,
        help_text=_("This value is published: the old one stays readable, with this reason."),
    )

    def __init__(self, *args: Any, published: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.indicator.counts_people:
            del self.fields["basis"]
        if not self.indicator.axis:
            del self.fields["breakdown"]
        if not published:
            del self.fields["why"]
        self.grades = {each["id"]: f"element_{number}" for number, each in enumerate(self.indicator.elements)}
        for each in self.indicator.elements:
            self.fields[self.grades[each["id"]]] = forms.ChoiceField(
                label=f"{each['id']} {each['en']}", choices=[("", _now("Choose")), *Grade.choices], required=False
            )
        if self.grades:
            self.fields["answer"].help_text = _now("Leave it empty if you grade the elements: they give the score.")

    def said(self) -> Said:
        plain, data = super().said(), self.cleaned_data
        told = {name: data[field] for name, field in self.grades.items() if data.get(field)}
        more = {name: str(data.get(name) or "") for name in MORE}
        more["assurance"] = more["assurance"] or Assurance.NONE.value
        text = write_grades(told) or plain.text
        return Said(number=plain.number, text=text, unit=plain.unit, state=plain.state, **more)


def answer_field(indicator: Indicator) -> forms.Field:
    """The field that fits the kind of indicator."""
    label = _("Answer")
    options = [(each["id"], each["en"]) for each in indicator.options]
    match indicator.value_type:
        case ValueType.BOOLEAN:
            choices = [("", _now("Choose")), ("yes", _now("yes")), ("no", _now("no"))]
            return forms.ChoiceField(label=label, choices=choices, required=False)
        case ValueType.CHOICE if options:
            return forms.ChoiceField(label=label, choices=[("", _now("Choose")), *options], required=False)
        case ValueType.CHOICES if options:
            box = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(label=label, choices=options, widget=box, required=False)
        case ValueType.TEXT | ValueType.CHOICE | ValueType.CHOICES:
            return TextField(label=label, max_length=20_000, multiline=True, rows=3, required=False)
    number = TextField(label=label, max_length=80, required=False)
    number.widget.attrs["inputmode"] = "decimal"
    return number


def unit_choices(indicator: Indicator, currency: str) -> list[tuple[str, str]]:
    """The units in which it can be given, the indicator's own first; none for pure numbers and texts."""
    if indicator.value_type == ValueType.PERCENT:
        return [(PERCENT, "%"), (FRACTION, _now("fraction (0.1 = 10 %)"))]
    if indicator.value_type == ValueType.MONEY:
        return [(code, code) for code in dict.fromkeys((currency, *CURRENCIES))]
    if indicator.unit.endswith("/EUR"):
        return [
            (code, label_of(indicator.unit.replace("EUR", code))) for code in dict.fromkeys((currency, *CURRENCIES))
        ]
    if not indicator.unit or not indicator.is_numeric:
        return []
    return [(unit, label_of(unit)) for unit in family_of(indicator.unit)]


def initial_of(value: IndicatorValue | None, indicator: Indicator) -> dict[str, Any]:
    """What a form for this value shows: what was typed, in the unit in which it was typed."""
    if value is None:
        return {}
    shown: dict[str, Any] = {name: getattr(value, name) for name in MORE}
    shown |= {"revision": value.revision, "unit": value.entered_unit.rsplit("/", 1)[-1]}
    if not indicator.unit.endswith("/EUR"):
        shown["unit"] = value.entered_unit
    shown["state"] = "" if value.state == ValueState.REPORTED else value.state
    if indicator.elements and value.text:
        graded = dict(line.split(": ", 1) for line in value.text.splitlines() if ": " in line)
        shown |= {f"element_{at}": graded.get(each["id"], "") for at, each in enumerate(indicator.elements)}
    elif indicator.value_type == ValueType.BOOLEAN and value.value is not None:
        shown["answer"] = "yes" if value.value else "no"
    elif indicator.is_numeric and value.value is not None:
        percent = indicator.value_type == ValueType.PERCENT and value.entered_unit != FRACTION
        shown["answer"] = value.entered or plain_number(value.value * 100 if percent else value.value)
    else:
        shown["answer"] = value.text.splitlines() if indicator.value_type == ValueType.CHOICES else value.text
    return shown
