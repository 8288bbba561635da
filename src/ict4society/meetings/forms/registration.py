"""Forms of registration."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.languages import CONTENT_LANGUAGES, language_name
from ict4society.foundation.policy import Refused
from ict4society.foundation.ui.forms import Form, TextField
from ict4society.meetings.actions.register import TEXT_LENGTH, Wishes
from ict4society.meetings.forms.named import LinesField
from ict4society.meetings.models import GroupCapacity, Meeting, Registration, RegistrationQuestion
from ict4society.meetings.states import MeetingKind, QuestionKind
from ict4society.meetings.when import moment
from ict4society.organisations.acting import ActingForm
from ict4society.organisations.states import StakeholderGroup

LARGEST = 100_000


class RegistrationForm(ActingForm):
    """Register, with the organiser's own questions as fields ``question_<id>``."""

    attends = forms.ChoiceField(label=_("How do you take part?"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("The language that you speak there"), choices=list(CONTENT_LANGUAGES.items()), initial="en"
    )
    interpretation = forms.ChoiceField(label=_("Interpretation"), required=False)
    needs = TextField(
        label=_("What you need to take part"),
        max_length=1000,
        multiline=True,
        required=False,
        help_text=_("For example sign language, a seat near the front, food. Only the organisers read it."),
    )

    def __init__(self, *args: Any, meeting: Meeting, questions: list[RegistrationQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        fields: dict[str, Any] = self.fields
        if meeting.kind == MeetingKind.HYBRID:
            fields["attends"].choices = [("onsite", _("on site")), ("online", _("on-line"))]
        else:
            del fields["attends"]
        if meeting.interpretation:
            offered = [(code, language_name(code)) for code in meeting.interpretation]
            fields["interpretation"].choices = [("", _("none needed")), *offered]
        else:
            del fields["interpretation"]
        for question in questions:
            fields[f"question_{question.pk}"] = question_field(question)

    def question_fields(self) -> list[Any]:
        """The bound fields of the organiser's questions, for the page."""
        return [self[f"question_{question.pk}"] for question in self.questions]

    def wishes(self) -> Wishes:
        """What was said; ask after ``is_valid()``."""
        data = self.cleaned_data
        answers = {}
        for question in self.questions:
            value = data.get(f"question_{question.pk}")
            if question.kind == QuestionKind.YES_NO:
                value = {"yes": True, "no": False}.get(str(value))
            answers[str(question.pk)] = value
        return Wishes(
            attends=data.get("attends", ""),
            language=data["language"],
            interpretation=data.get("interpretation", ""),
            needs=data["needs"],
            answers=answers,
        )

    @staticmethod
    def initial_of(row: Registration) -> dict[str, Any]:
        """The values with which the form of a known registration opens."""
        answers = {
            f"question_{pk}": ("yes" if value else "no") if isinstance(value, bool) else value
            for pk, value in row.answers.items()
        }
        names = ("attends", "language", "interpretation", "needs")
        return {"acting_as": row.on_behalf_of_id or "", **{name: getattr(row, name) for name in names}, **answers}


def question_field(question: RegistrationQuestion) -> forms.Field:
    """The form field of an organiser's question."""
    common: dict[str, Any] = {"label": question.text, "help_text": question.help, "required": question.required}
    choices = [(option, option) for option in question.options]
    match question.kind:
        case QuestionKind.YES_NO:
            pair = [("yes", _("yes")), ("no", _("no"))]
            return forms.ChoiceField(choices=pair, widget=forms.RadioSelect, **common)
        case QuestionKind.CHOICE:
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
        case QuestionKind.MULTIPLE:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
    return TextField(max_length=TEXT_LENGTH, **common)


class SettingsForm(Form):
    """Seats, and until when."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    capacity = forms.IntegerField(
        label=_("Seats in all"), required=False, min_value=1, max_value=LARGEST, help_text=_("Empty: no limit.")
    )
    invitation_only = forms.BooleanField(label=_("Only invited people can register"), required=False)
    closes_date = forms.DateField(
        label=_("Registration ends on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
    closes_time = forms.TimeField(
        label=_("at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        input_formats=["%H:%M", "%H:%M:%S"],
        help_text=_("On the clock of the meeting. Empty: until it begins."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        for group, label in StakeholderGroup.choices:
            self.fields[f"limit_{group}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=LARGEST
            )

    def limit_fields(self) -> list[Any]:
        """The bound fields of the groups, for the page."""
        return [self[f"limit_{group}"] for group in StakeholderGroup.values]

    def clean(self) -> dict[str, Any]:
        """The end becomes a moment."""
        cleaned = super().clean() or self.cleaned_data
        day, at = cleaned.get("closes_date"), cleaned.get("closes_time")
        cleaned["closes_at"] = None
        if (day is None) != (at is None) and not {"closes_date", "closes_time"} & set(self.errors):
            self.add_error("closes_date", _now("Give date and time, or neither."))
        elif day is not None and at is not None:
            try:
                cleaned["closes_at"] = moment(day, at, ZoneInfo(self.meeting.time_zone))
            except (Refused, OverflowError, ValueError) as refused:
                self.add_error("closes_date", str(refused))
        return cleaned

    def settings(self) -> dict[str, Any]:
        """The values for the action; ask after ``is_valid()``."""
        data = self.cleaned_data
        limits = {group: data[f"limit_{group}"] for group in StakeholderGroup.values}
        return {
            **{name: data[name] for name in ("version", "capacity", "invitation_only", "closes_at")},
            "limits": {group: number for group, number in limits.items() if number is not None},
        }

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """The values with which the form opens."""
        limits = GroupCapacity.objects.filter(meeting=meeting).values_list("group", "capacity")
        values = {name: getattr(meeting, name) for name in ("version", "capacity", "invitation_only")}
        values |= {f"limit_{group}": number for group, number in limits}
        if meeting.registration_closes_at is not None:
            closes = meeting.registration_closes_at.astimezone(meeting.zone)
            values |= {"closes_date": closes.date(), "closes_time": closes.time()}
        return values


class QuestionForm(Form):
    """One of the organiser's own questions."""

    text = TextField(label=_("Question"), max_length=200)
    kind = forms.ChoiceField(
        label=_("How is it answered?"), choices=QuestionKind.choices, widget=forms.RadioSelect, initial="text"
    )
    options = LinesField(
        label=_("Answers to choose from"), required=False, help_text=_("One in each line."), max_length=7000
    )
    help = TextField(label=_("Help"), max_length=300, required=False)
    required = forms.BooleanField(label=_("Must be answered"), required=False)

    def __init__(self, *args: Any, question: RegistrationQuestion | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if question is not None:  # answers given before would not fit another kind
            del self.fields["kind"]


class InvitationForm(Form):
    """Mail addresses of the invited."""

    emails = LinesField(
        label=_("Mail addresses"), rows=5, max_length=100_000, help_text=_("One in each line. Nobody is invited twice.")
    )

    def clean_emails(self) -> list[str]:
        """Each one an address."""
        found: list[str] = self.cleaned_data["emails"]
        for line in found:
            try:
                validate_email(line)
            except ValidationError:
                raise ValidationError(_now("“%(line)s” is no mail address.") % {"line": line[:100]}) from None
        return found


class CodeForm(Form):
    """The code that somebody shows at the door."""

    code = TextField(label=_("Code"), max_length=40)
