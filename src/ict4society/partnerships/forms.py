"""Forms of partnerships."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.accounts.countries import countries
from ict4society.discussions.forms import LANGUAGES, TopicChoice
from ict4society.foundation.files.fields import FileField
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, MarkdownField, TextField, URLField
from ict4society.organisations.acting import ActingForm
from ict4society.organisations.states import ORGANISATION_GROUPS
from ict4society.partnerships.actions.write import CallContent
from ict4society.partnerships.models import Call, Milestone
from ict4society.partnerships.queries import LISTED
from ict4society.partnerships.states import MilestoneState, Resource
from ict4society.topics.queries import topic_tree


def _several(label: Any, choices: Any, help_text: Any = "", *, required: bool = False) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, help_text=help_text, required=required, widget=forms.CheckboxSelectMultiple
    )


class _Call(forms.Form):
    """What a call says."""

    title = TextField(label=_("Title"), max_length=160, help_text=_("What you want to do together, in one sentence."))
    topic = TopicChoice()
    second_topic = TopicChoice(label=_("Second topic"), required=False)
    text = MarkdownField(
        label=_("What it is about"),
        max_length=10_000,
        help_text=_("What you plan, who is in already, what partners would do, how it is paid for."),
    )
    needs = _several(_("What you need"), Resource.choices, required=True)
    offers = _several(_("What you offer"), Resource.choices, required=True)
    groups = _several(_("Partners from these stakeholder groups"), ORGANISATION_GROUPS, _("None: from any."))
    countries = forms.MultipleChoiceField(
        label=_("Partners in these countries"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("None: anywhere. Several with the Ctrl or Command key."),
    )
    languages = _several(_("Languages in which you can work together"), list(CONTENT_LANGUAGES.items()), required=True)
    until = forms.DateField(
        label=_("Interest wanted until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    language = forms.ChoiceField(label=_("Language of your text"), choices=LANGUAGES, required=False)

    def _fill(self) -> None:
        fields: Any = self.fields
        tree = topic_tree()
        fields["topic"].fill(tree)
        fields["second_topic"].fill(tree)
        fields["countries"].choices = countries()

    @property
    def content(self) -> CallContent:
        """What was said, after ``is_valid()``."""
        values = {name: value for name, value in self.cleaned_data.items() if name in _Call.base_fields}
        several = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        second = values["second_topic"] if values["second_topic"] != values["topic"] else None
        return CallContent(**values | several | {"second_topic": second})


class CallForm(_Call, ActingForm):
    """Write a call, on behalf of an organisation."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self._fill()
        only_organisations(self)

    def clean_until(self) -> Any:
        """Not in the past."""
        until = self.cleaned_data["until"]
        if until and until < timezone.localdate():
            raise ValidationError(_now("This day is over."))
        return until


class CallEditForm(_Call, Form):
    """Change a call: on which revision, into what."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fill()

    @classmethod
    def of(cls, call: Call) -> CallEditForm:
        """The form as it opens."""
        return cls(initial=initial_of(call))


def initial_of(call: Call) -> dict[str, Any]:
    """What a form shows of a call."""
    names = [name for name in _Call.base_fields if "topic" not in name]
    return {
        **{name: getattr(call, name) for name in (*names, "revision")},
        "topic": call.topic_id,
        "second_topic": call.second_topic_id or "",
    }


def only_organisations(form: ActingForm) -> None:
    """Take away the choice to act personally."""
    acting: Any = form.fields["acting_as"]
    acting.choices = [choice for choice in acting.choices if choice[0]]
    acting.required = True


class InterestForm(ActingForm):
    """Express interest in a call."""

    message = TextField(
        label=_("Your message"),
        max_length=5_000,
        multiline=True,
        rows=6,
        help_text=_("Who you are and what you would do. Only the organisation of the call reads it."),
    )
    offers = _several(_("What you bring"), Resource.choices)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        only_organisations(self)


class DecisionForm(Form):
    """Accept, or decline with a reason."""

    decision = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("accept", _("Accept them as a partner")), ("decline", _("Decline"))],
        widget=forms.RadioSelect,
    )
    reason = TextField(
        label=_("A word to them"),
        max_length=2000,
        multiline=True,
        required=False,
        help_text=_("Needed when you decline. Only they read it."),
    )


class OutcomeForm(Form):
    """What came of a partnership."""

    outcome = MarkdownField(
        label=_("What came of it"), max_length=10_000, help_text=_("Also what did not work: others learn from both.")
    )
    outcome_url = URLField(label=_("Where it can be checked"), required=False)


class ReasonForm(Form):
    """Why a call is withdrawn."""

    reason = TextField(
        label=_("Reason"), max_length=2000, multiline=True, required=False, help_text=_("Everybody can read it.")
    )


class MilestoneForm(Form):
    """A milestone."""

    title = TextField(label=_("Milestone"), max_length=200)
    due = forms.DateField(label=_("By"), widget=forms.DateInput(attrs={"type": "date"}))


class MilestoneMoveForm(Form):
    """Where a milestone stands."""

    state = forms.ChoiceField(label=_("State"), choices=MilestoneState.choices, widget=forms.RadioSelect)
    note = TextField(label=_("Note"), max_length=500, required=False)
    evidence_url = URLField(label=_("Evidence"), required=False)

    @classmethod
    def of(cls, milestone: Milestone) -> MilestoneMoveForm:
        """The form as it opens."""
        names = ("state", "note", "evidence_url")
        return cls(initial={name: getattr(milestone, name) for name in names})


class AgreementForm(Form):
    """A document for the partners."""

    title = TextField(label=_("Title"), max_length=200)
    file = FileField(label=_("File"))


class CallFilterForm(forms.Form):
    """The filters of the list; what is wrong in an address is ignored."""

    topic = forms.SlugField(required=False)
    state = forms.ChoiceField(required=False, choices=[(state, "") for state in LISTED])
    need = forms.ChoiceField(required=False, choices=Resource.choices)
    offer = forms.ChoiceField(required=False, choices=Resource.choices)
    group = forms.ChoiceField(required=False, choices=ORGANISATION_GROUPS)
    country = forms.RegexField("[A-Z]{2}", required=False)
    language = forms.ChoiceField(required=False, choices=list(CONTENT_LANGUAGES.items()))
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)
