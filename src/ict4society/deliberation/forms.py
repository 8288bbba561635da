"""Forms of rounds and statements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ict4society.deliberation.consensus import ParameterFault, Parameters
from ict4society.deliberation.models import Round
from ict4society.deliberation.models.statement import MAX_LENGTH
from ict4society.deliberation.states import Choice, ResultsShown
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, MarkdownField, RefField, TextField
from ict4society.organisations.acting import ActingForm
from ict4society.topics.models import Topic

LANGUAGES = list(CONTENT_LANGUAGES.items())
CHOICES = {"agree": Choice.AGREE, "disagree": Choice.DISAGREE, "pass": Choice.PASS}
"""What the buttons send."""

PARAMETER_LABELS = {
    "min_groups": _("Least number of groups"),
    "min_group_size": _("Least number of positions in a group"),
    "agreement_threshold": _("Agreement that each group must reach"),
    "quantile": _("Quantile of a group's agreement that must reach it"),
    "opposition_threshold": _("Share of disagreement that is opposition"),
    "block_probability": _("Probability of opposition that rules out consensus"),
    "oppose_probability": _("Probability of opposition that establishes it"),
    "prior": _("Pseudo-count of the prior"),
    "z": _("Normal quantile of the ranking's lower bound"),
}
"""Every threshold of the formula, in the order in which people read about them."""


class TopicField(forms.ModelChoiceField):
    """A topic: areas, and their issues below them. ``facilitated`` narrows it to a person's."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.parent} › {obj}" if obj.parent_id else str(obj)


class OpenRoundForm(Form):
    """What can change while a round is open."""

    title = TextField(label=_("Title"), max_length=160)
    description = MarkdownField(
        label=_("Description"),
        max_length=5000,
        required=False,
        rows=6,
        help_text=_("What the round is about, and what will be done with its result."),
    )
    members_propose = forms.BooleanField(
        label=_("Members may propose statements"),
        required=False,
        initial=True,
        help_text=_("A facilitator decides on each before positions are taken on it."),
    )
    closes_at = forms.DateTimeField(
        label=_("Closes"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Date and time; empty: when a facilitator closes it."),
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput(), required=False, initial=0, min_value=0, max_value=2**31 - 1
    )

    def clean_closes_at(self) -> Any:
        """In the future, when it is another moment than before."""
        moment = self.cleaned_data["closes_at"]
        if moment is not None and "closes_at" in self.changed_data and moment <= timezone.now():
            raise ValidationError(_("Choose a moment in the future."))
        return moment


class RoundForm(OpenRoundForm):
    """Everything about a round, before it opens."""

    topic = TopicField(label=_("Topic"), queryset=Topic.objects.none())
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    results_shown = forms.ChoiceField(
        label=_("Results are shown"),
        choices=ResultsShown.choices,
        initial=ResultsShown.AFTER_VOTE,
        widget=forms.RadioSelect,
        help_text=_("While the round is open. After closing, everybody sees them."),
    )
    min_groups = forms.IntegerField(min_value=1, max_value=50)
    min_group_size = forms.IntegerField(min_value=1, max_value=10_000)
    agreement_threshold = forms.FloatField()
    quantile = forms.FloatField()
    opposition_threshold = forms.FloatField()
    block_probability = forms.FloatField()
    oppose_probability = forms.FloatField()
    prior = forms.FloatField(max_value=100)
    z = forms.FloatField(max_value=10)
    subject = RefField(required=False, kinds=frozenset({"discussions.thread"}))

    field_order = ("title", "topic", "language", "description", "results_shown", "members_propose", "closes_at")

    def __init__(self, *args: Any, topics: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics  # type: ignore[attr-defined]
        for name, value in Parameters().to_dict().items():
            field = self.fields[name]
            field.label = PARAMETER_LABELS[name]
            if field.initial is None:
                field.initial = value
            field.widget.attrs.setdefault("step", "1" if isinstance(field, forms.IntegerField) else "any")

    def clean(self) -> dict[str, Any] | None:
        """The thresholds together: ``cleaned_data["parameters"]``."""
        cleaned = super().clean()
        given = {name: self.cleaned_data[name] for name in PARAMETER_LABELS if name in self.cleaned_data}
        if len(given) == len(PARAMETER_LABELS):
            try:
                self.cleaned_data["parameters"] = Parameters.from_dict(given)
            except ParameterFault as fault:
                self.add_error(fault.name if fault.name in self.fields else None, str(fault))
        return cleaned


def initial_of(round_: Round) -> dict[str, Any]:
    """The values of a round as its form shows them."""
    names = ("title", "description", "topic", "language", "results_shown", "members_propose", "closes_at", "version")
    return {name: getattr(round_, name) for name in names} | dict(round_.parameters)


class StatementForm(ActingForm):
    """A statement in a round that the page has chosen."""

    text = TextField(
        label=_("Statement"),
        max_length=MAX_LENGTH,
        multiline=True,
        rows=3,
        help_text=_("One claim, in one sentence, with which somebody can agree or disagree."),
    )
    language = forms.ChoiceField(label=_("Language of the statement"), choices=LANGUAGES)
    distinct = forms.BooleanField(label=_("Mine says something else"), required=False)
    """Ticked after reading the statements that resemble it."""

    def clean_text(self) -> str:
        """One paragraph: line breaks are folded."""
        return " ".join(str(self.cleaned_data["text"]).split())


class RoundChoice(forms.ModelChoiceField):
    """A round, with what it is doing."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.get_state_display()})"


class DrawForm(StatementForm):
    """A statement drawn from a passage: the words must stand in that revision of the source."""

    round = RoundChoice(label=_("Round"), queryset=Round.objects.none(), empty_label=None, to_field_name="slug")
    source = RefField()
    revision = forms.IntegerField(widget=forms.HiddenInput(), required=False, min_value=1, max_value=2**31 - 1)
    start = forms.IntegerField(widget=forms.HiddenInput(), required=False, min_value=0, max_value=2**31 - 1)
    passage = TextField(
        label=_("Passage"),
        max_length=5000,
        multiline=True,
        rows=3,
        help_text=_("The words from which the statement is drawn, exactly as they stand in the source."),
    )

    def __init__(self, *args: Any, rounds: list[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["round"]
        chosen.queryset = Round.objects.filter(pk__in=[found.pk for found in rounds])


class VoteForm(ActingForm):
    """A position. ``next`` says which page the person came from."""

    position = forms.ChoiceField(choices=[(name, name) for name in CHOICES])
    next = forms.ChoiceField(choices=[("round", ""), ("statement", "")], required=False)

    def choice(self) -> Choice:
        """The position, after ``is_valid()``."""
        return CHOICES[self.cleaned_data["position"]]


class ReasonForm(Form):
    """Why a statement is not taken up."""

    reason = TextField(
        label=_("Reason"), max_length=500, multiline=True, rows=2, help_text=_("Who proposed it will read this.")
    )
