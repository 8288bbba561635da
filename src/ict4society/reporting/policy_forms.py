"""The form for the approach to a topic: five parts, each with text, grade and evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, TextField, URLField
from ict4society.reporting.actions.policy import PartSaid
from ict4society.reporting.models import Policy
from ict4society.reporting.states import Grade, Part

FIELDS = ("text", "grade", "grade_reason", "evidence_url", "evidence_page")


class PolicyForm(Form):
    """Fields are named ``<part>_<field>``."""

    language = forms.ChoiceField(
        label=_("Language of your texts"), choices=list(CONTENT_LANGUAGES.items()), initial="en"
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in Part.values:
            self.fields[f"{name}_text"] = TextField(
                label=_("What you do"), max_length=5000, multiline=True, required=False
            )
            self.fields[f"{name}_grade"] = forms.ChoiceField(
                label=_("How far is the criterion met?"), choices=Grade.choices, initial=Grade.NO.value
            )
            self.fields[f"{name}_grade_reason"] = TextField(label=_("Why this grade?"), max_length=500, required=False)
            self.fields[f"{name}_evidence_url"] = URLField(label=_("Evidence: address"), required=False)
            self.fields[f"{name}_evidence_page"] = TextField(label=_("Evidence: page"), max_length=40, required=False)

    @classmethod
    def of(cls, policy: Policy | None) -> PolicyForm:
        """The form as it opens."""
        if policy is None:
            return cls()
        initial: dict[str, Any] = {"language": policy.language, "revision": policy.revision}
        for part in policy.parts.all():
            initial |= {f"{part.part}_{name}": getattr(part, name) for name in FIELDS}
        return cls(initial=initial)

    def parts(self) -> dict[str, PartSaid]:
        """What was said, after ``is_valid()``."""
        data = self.cleaned_data
        return {part: PartSaid(**{name: data[f"{part}_{name}"] for name in FIELDS}) for part in Part.values}
