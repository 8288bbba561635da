"""The form with which operators extend the catalogue."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.ui.forms import Form, TextField
from ict4society.reporting.models import Indicator, StandardVersion
from ict4society.reporting.states import Direction, PeriodType, ValueType
from ict4society.topics.models import Dimension
from ict4society.topics.queries import topic_tree

KINDS = [choice for choice in ValueType.choices if choice[0] not in (ValueType.CHOICE, ValueType.CHOICES)]


class IndicatorForm(Form):
    """One indicator."""

    version = forms.TypedChoiceField(label=_("Standard and version"), coerce=int)
    key = TextField(
        label=_("Key"), max_length=200, help_text=_("Letters and digits, without spaces. It stays the same for good.")
    )
    label = TextField(label=_("Name in English"), max_length=300)
    labels = TextField(
        label=_("Names in other languages"),
        max_length=10_000,
        multiline=True,
        required=False,
        help_text=_("One in a line: the code of the language, a colon, the name."),
    )
    definition = TextField(label=_("Definition"), max_length=3000, multiline=True)
    section = TextField(label=_("Section"), max_length=20)
    section_name = TextField(label=_("Name of the section"), max_length=200, required=False)
    value_type = forms.ChoiceField(label=_("Answered with"), choices=KINDS)
    unit = TextField(label=_("Unit"), max_length=40, required=False, help_text=_("For example MWh, tCO2e, t, m3, h."))
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices)
    period = forms.ChoiceField(label=_("Period"), choices=PeriodType.choices)
    topic = forms.TypedChoiceField(label=_("Topic"), coerce=int, empty_value=None, required=False)
    dimension = forms.TypedChoiceField(label=_("Dimension"), coerce=int, empty_value=None, required=False)
    clause = TextField(label=_("Source clause"), max_length=120, required=False)
    formula = TextField(label=_("Formula"), max_length=500, required=False)
    signed = forms.BooleanField(label=_("Negative numbers make sense"), required=False)
    counts_people = forms.BooleanField(label=_("Counts people"), required=False)
    active = forms.BooleanField(label=_("Asked for now"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        versions = StandardVersion.objects.select_related("standard")
        fields["version"].choices = [(str(each.pk), str(each)) for each in versions]
        groups = [
            (str(area), [(str(each.pk), str(each)) for each in (area, *area.issues.all())]) for area in topic_tree()
        ]
        fields["topic"].choices = [("", _now("none")), *groups]
        fields["dimension"].choices = [("", _now("none")), *((str(e.pk), str(e)) for e in Dimension.objects.all())]

    @classmethod
    def of(cls, indicator: Indicator | None) -> IndicatorForm:
        """The form as it opens."""
        if indicator is None:
            return cls()
        names = ("key", "definition", "section", "section_name", "value_type", "unit", "direction", "period", "clause")
        more = ("formula", "signed", "counts_people", "active")
        initial = {name: getattr(indicator, name) for name in (*names, *more)}
        initial |= {"version": indicator.version_id, "topic": indicator.topic_id, "dimension": indicator.dimension_id}
        initial["label"] = indicator.labels.get("en", "")
        others = (f"{code}: {text}" for code, text in indicator.labels.items() if code != "en")
        return cls(initial={**initial, "labels": "\n".join(others)})

    def clean_key(self) -> str:
        """A name that formulas can use."""
        key = str(self.cleaned_data["key"])
        if not key.isidentifier() or not key.isascii():
            raise forms.ValidationError(_now("Use letters and digits only, and begin with a letter."))
        return key

    def clean_labels(self) -> dict[str, str]:
        """Language code → name."""
        found = {}
        for line in str(self.cleaned_data["labels"]).splitlines():
            code, colon, text = line.partition(":")
            if line.strip() and (not colon or not 2 <= len(code.strip()) <= 3 or not text.strip()):
                raise forms.ValidationError(
                    _now("“%(line)s”: write the language's code, a colon, the name.") % {"line": line[:40]}
                )
            if line.strip():
                found[code.strip().lower()] = text.strip()
        return found

    def values(self, indicator: Indicator | None) -> dict[str, Any]:
        """For ``save_indicator``, after ``is_valid()``."""
        data = dict(self.cleaned_data)
        labels = {"en": data.pop("label"), **data.pop("labels")}
        data["version"] = StandardVersion.objects.get(pk=data["version"])
        data["topic_id"], data["dimension_id"] = data.pop("topic"), data.pop("dimension")
        if indicator is not None and indicator.value_type in (ValueType.CHOICE, ValueType.CHOICES):
            data["value_type"] = indicator.value_type
        return {**data, "labels": labels}
