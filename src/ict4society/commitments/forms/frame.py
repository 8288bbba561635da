"""How progress is measured, from where, to where."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.commitments.actions.frame import Frame, FrameRefused
from ict4society.commitments.states import Direction, Kind
from ict4society.foundation.ui.forms import TextField
from ict4society.reporting.models import Indicator
from ict4society.reporting.states import NUMERIC

WHOLE_YEAR: dict[str, Any] = {"min_value": 1900, "max_value": 2200}
NUMBER: dict[str, Any] = {"max_digits": 30, "decimal_places": 10}
FRACTION = Decimal(100)


class IndicatorChoice(forms.ChoiceField):
    """A numeric indicator of the catalogue, grouped by standard; its value is the ``Indicator``."""

    def fill(self) -> None:
        """Offer the active ones, in one query."""
        rows = Indicator.objects.filter(active=True, value_type__in=NUMERIC).exclude(value_type="year")
        self.known = {str(each.pk): each for each in rows.select_related("version__standard", "topic")}
        groups: dict[str, list[tuple[str, str]]] = {}
        for pk, each in self.known.items():
            unit = "%" if each.value_type == "percent" else each.unit
            groups.setdefault(str(each.version), []).append((pk, f"{each.label()} ({unit})" if unit else each.label()))
        self.choices = [("", _now("Choose an indicator")), *groups.items()]

    def clean(self, value: Any) -> Indicator | None:
        return self.known.get(super().clean(value))


class InterimField(TextField):
    """One ``year: number`` in a line; its value is a tuple of (year, number)."""

    def clean(self, value: Any) -> Any:
        found = []
        for line in str(super().clean(value) or "").splitlines():
            if not line.strip():
                continue
            year, _colon, number = line.partition(":")
            try:
                found.append((int(year), Decimal(number.replace("%", "").strip())))
            except (ValueError, InvalidOperation):
                message = _now("Write a year, a colon and a number in each line, for example 2027: 40.")
                raise ValidationError(message) from None
        return tuple(found)


class FrameFields(forms.Form):
    """How progress is measured, from where to where; percentages are typed as 10 and kept as 0.10."""

    kind = forms.ChoiceField(label=_("How progress is measured"), choices=Kind.choices, widget=forms.RadioSelect)
    indicator = IndicatorChoice(label=_("Indicator"), required=False)
    measure = TextField(
        label=_("or what else is measured"),
        max_length=160,
        required=False,
        help_text=_("For a figure that is not in the catalogue, for example “Shops that take devices back”."),
    )
    unit = TextField(label=_("Unit of that figure"), max_length=40, required=False)
    baseline_year = forms.IntegerField(label=_("Baseline: year"), **WHOLE_YEAR)
    baseline_value = forms.DecimalField(
        label=_("Baseline: value"),
        required=False,
        help_text=_("In the indicator's unit; percentages as 10 for 10 %. A milestone needs none."),
        **NUMBER,
    )
    target_value = forms.DecimalField(label=_("Target: value"), required=False, **NUMBER)
    deadline = forms.DateField(label=_("Deadline"), widget=forms.DateInput(attrs={"type": "date"}))
    interim = InterimField(
        label=_("Interim targets"),
        max_length=500,
        multiline=True,
        rows=3,
        required=False,
        help_text=_("One in a line: year, colon, value, for example 2027: 40. Without any, the path is straight."),
    )
    direction = forms.ChoiceField(
        label=_("If baseline and target are equal"),
        choices=[("", _("They differ")), *Direction.choices],
        required=False,
    )

    def frame(self, cleaned: dict[str, Any]) -> Frame:
        """What was typed, as the actions want it. Raises FrameRefused."""
        kind, indicator = cleaned["kind"], cleaned.get("indicator")
        if kind == Kind.MILESTONE:
            baseline, target = Decimal(0), Decimal(1)
        else:
            typed = {name: cleaned.get(name) for name in ("baseline_value", "target_value")}
            for name, value in typed.items():
                if value is None:
                    raise FrameRefused(_now("Enter a number."), name)
            baseline, target = typed["baseline_value"] or Decimal(0), typed["target_value"] or Decimal(0)
        interim = cleaned.get("interim") or ()
        share = kind == Kind.INDICATOR and indicator is not None and indicator.value_type == "percent"
        if share:
            baseline, target = baseline / FRACTION, target / FRACTION
        if share or kind == Kind.MILESTONE:
            interim = tuple((year, value / FRACTION) for year, value in interim)
        default = Direction.AT_MOST if target < baseline else Direction.AT_LEAST
        return Frame(
            kind=kind,
            indicator=indicator if kind == Kind.INDICATOR else None,
            measure=cleaned.get("measure", ""),
            unit=cleaned.get("unit", ""),
            direction=cleaned.get("direction") or default,
            baseline_year=cleaned["baseline_year"],
            baseline_value=baseline,
            target_value=target,
            deadline=cleaned["deadline"],
            interim=interim,
        )
