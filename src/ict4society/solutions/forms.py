"""Forms of solutions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.discussions.forms import LANGUAGES, TopicChoice
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, MarkdownField, TextField, URLField
from ict4society.organisations.acting import ActingForm
from ict4society.organisations.nace_field import NaceField
from ict4society.solutions.actions.content import SolutionContent
from ict4society.solutions.models import Solution
from ict4society.solutions.queries import FACETS
from ict4society.solutions.states import LISTS, MULTIPLE, SINGLE, Licence
from ict4society.topics.queries import topic_tree


def _several(name: str, help_text: Any = "") -> forms.MultipleChoiceField:
    label, choices = MULTIPLE[name]
    return forms.MultipleChoiceField(
        label=label,
        choices=choices.choices,
        required=name == "functions",
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


def _one(name: str) -> forms.ChoiceField:
    label, choices = SINGLE[name]
    return forms.ChoiceField(label=label, choices=choices.choices)


class _Description(forms.Form):
    """What is said of a solution."""

    name = TextField(label=_("Name"), max_length=120)
    summary = TextField(
        label=_("Summary"),
        max_length=400,
        multiline=True,
        rows=3,
        help_text=_("What it does and for whom, in two sentences. No superlatives."),
    )
    topic = TopicChoice()
    second_topic = TopicChoice(label=_("Second topic"), required=False)
    description = MarkdownField(label=_("Description"), max_length=10_000)
    website = URLField(label=_("Website"))
    functions = _several("functions")
    sectors = NaceField(label=_("Sectors"), latest=True)
    standards = _several("standards")
    deployment = _several("deployment")
    interfaces = _several("interfaces")
    languages = forms.MultipleChoiceField(
        label=_("Languages of the product"),
        choices=list(CONTENT_LANGUAGES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    licence = _one("licence")
    licence_name = TextField(
        label=_("Name of the licence"), max_length=80, required=False, help_text=_("For example EUPL-1.2.")
    )
    source_url = URLField(label=_("Where the source code is"), required=False)
    price_model = _one("price_model")
    price_note = TextField(label=_("About the price"), max_length=300, required=False)
    accessibility = _one("accessibility")
    accessibility_url = URLField(label=_("Accessibility statement"), required=False)
    data_location = _one("data_location")
    language = forms.ChoiceField(label=_("Language of your text"), choices=LANGUAGES, required=False)

    def _fill(self) -> None:
        fields: Any = self.fields
        tree = topic_tree()
        fields["topic"].fill(tree)
        fields["second_topic"].fill(tree)

    def clean(self) -> dict[str, Any] | None:
        """What is called open source names where its source is."""
        cleaned = super().clean()
        values = self.cleaned_data if cleaned is None else cleaned
        if values.get("licence") == Licence.OPEN_SOURCE and "source_url" in values and not values["source_url"]:
            self.add_error("source_url", _now("Say where the source code of an open-source product is."))
        return cleaned

    @property
    def content(self) -> SolutionContent:
        """What was said, after ``is_valid()``."""
        values = {name: value for name, value in self.cleaned_data.items() if name in _Description.base_fields}
        several = {name: tuple(values[name]) for name in LISTS} | {"sectors": tuple(e.code for e in values["sectors"])}
        second = values["second_topic"] if values["second_topic"] != values["topic"] else None
        return SolutionContent(**values | several | {"second_topic": second})


class SolutionForm(_Description, ActingForm):
    """Describe a solution, on behalf of its provider."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self._fill()
        acting: Any = self.fields["acting_as"]
        acting.choices = [choice for choice in acting.choices if choice[0]]
        acting.required = True


class SolutionEditForm(_Description, Form):
    """Change a description: on which revision, into what."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fill()

    @classmethod
    def of(cls, solution: Solution) -> SolutionEditForm:
        """The form as it opens."""
        return cls(initial=initial_of(solution))


def initial_of(solution: Solution) -> dict[str, Any]:
    """What a form shows of a solution."""
    names = [name for name in _Description.base_fields if "topic" not in name]
    return {
        **{name: getattr(solution, name) for name in (*names, "revision")},
        "topic": solution.topic_id,
        "second_topic": solution.second_topic_id or "",
    }


class UseForm(ActingForm):
    """Say what one's organisation uses it for."""

    text = TextField(
        label=_("What you use it for, and how it went"),
        max_length=5_000,
        multiline=True,
        rows=6,
        help_text=_("What it replaced, how long it took, what it does not do."),
    )
    since_year = forms.IntegerField(label=_("In use since (year)"), required=False, min_value=1980)
    evidence_url = URLField(label=_("Where it can be checked"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        acting: Any = self.fields["acting_as"]
        acting.choices = [choice for choice in acting.choices if choice[0]]
        acting.required = True
        self.fields["interest"].help_text = _("What ties you to the provider: shares, a discount, a common project.")

    def clean_since_year(self) -> int | None:
        """Not in the future."""
        year: int | None = self.cleaned_data["since_year"]
        if year and year > timezone.localdate().year:
            raise ValidationError(_now("This year is yet to come."))
        return year


class WithdrawForm(Form):
    """Why it is taken back."""

    reason = TextField(
        label=_("Reason"), max_length=2000, multiline=True, required=False, help_text=_("Everybody can read it.")
    )


class SolutionFilterForm(forms.Form):
    """The filters of the list; what is wrong in an address is ignored."""

    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FACETS:
            self.fields[name] = forms.RegexField(r"^[A-Za-z0-9._-]{1,80}$", required=False)

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that narrow."""
        self.is_valid()
        return {name: value for name in FACETS if (value := self.cleaned_data.get(name))}
