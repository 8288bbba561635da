"""Forms of minutes."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, MarkdownField, TextField
from ict4society.meetings.models import AgendaItem, Meeting
from ict4society.meetings.states import ReviewState
from ict4society.minutes.actions.take import Wording
from ict4society.minutes.models import Line
from ict4society.minutes.states import LineKind
from ict4society.minutes.voices import Voice, key_of, voices_of
from ict4society.organisations.states import StakeholderGroup

LARGEST = 2**31 - 1


class DayField(forms.DateField):
    """A day that browsers offer as a calendar, written as every language's browser expects it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class LineForm(Form):
    """A line: what was said, by whom; of an action, who does it and until when."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=LARGEST)
    kind = forms.ChoiceField(label=_("What is it?"), choices=LineKind.choices, widget=forms.RadioSelect, initial="note")
    text = MarkdownField(label=_("What was said, decided or is to be done"), max_length=4000, rows=3)
    item = forms.ChoiceField(label=_("Item of the agenda"), required=False)
    speaker = forms.ChoiceField(
        label=_("Who said it"), required=False, help_text=_("Of a dissent: whose it is. Empty: the meeting as a whole.")
    )
    speaker_name = TextField(label=_("or somebody else: name"), max_length=120, required=False)
    group = forms.ChoiceField(
        label=_("Stakeholder group of somebody else"), choices=[("", "–"), *StakeholderGroup.choices], required=False
    )
    owner = forms.ChoiceField(label=_("Of an action: who does it"), required=False)
    owner_name = TextField(label=_("or somebody else: name"), max_length=120, required=False)
    due_on = DayField(label=_("Until when"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("Detect it")), *CONTENT_LANGUAGES.items()], required=False
    )
    reason = TextField(
        label=_("Why the final minutes are corrected"),
        max_length=300,
        required=False,
        help_text=_("Everybody can read it beside the line."),
    )

    def __init__(self, *args: Any, meeting: Meeting, line: Line | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voices = voices_of(meeting, line)
        self.items = {
            str(item.pk): item
            for item in AgendaItem.objects.filter(meeting=meeting, state=ReviewState.APPROVED).order_by("position")
        }
        named = [(voice.key, voice.label) for voice in self.voices.values()]
        self._offer("speaker", [("", _("the meeting as a whole")), *named])
        self._offer("owner", [("", "–"), *named])
        self._offer("item", [("", _("none")), *((pk, item.title) for pk, item in self.items.items())])
        if meeting.state != "final":
            self.fields.pop("reason")

    def _offer(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @classmethod
    def initial_of(cls, line: Line) -> dict[str, Any]:
        """The values with which the form opens."""
        names = ("revision", "kind", "text", "group", "due_on", "language")
        speaker, owner = key_of(line.speaker_id, line.speaker_name), key_of(line.owner_id, line.owner_name)
        return {
            **{name: getattr(line, name) for name in names},
            "item": line.item_id or "",
            "speaker": speaker,
            "speaker_name": line.speaker_name,
            "owner": owner,
            "owner_name": line.owner_name,
        }

    def clean(self) -> dict[str, Any]:
        """Only an action has an owner and a deadline."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == LineKind.ACTION:
            if not (cleaned.get("owner") or cleaned.get("owner_name")):
                self.add_error("owner", _("Say who does it."))
        elif cleaned.get("due_on"):
            self.add_error("due_on", _("Only an action has a deadline: choose “action”, or leave this empty."))
        return cleaned

    def wording(self) -> Wording:
        """What was typed; ask after ``is_valid()``."""
        data = self.cleaned_data
        speaker = self._voice("speaker")
        owner = self._voice("owner")
        return Wording(
            text=data["text"],
            kind=data["kind"],
            item=self.items.get(data["item"]),
            language=data["language"],
            speaker=speaker.user,
            speaker_name=speaker.name,
            on_behalf_of=speaker.organisation,
            group=speaker.group,
            owner=owner.user if data["kind"] == LineKind.ACTION else None,
            owner_name=owner.name if data["kind"] == LineKind.ACTION else "",
            due_on=data["due_on"],
        )

    def _voice(self, name: str) -> Voice:
        chosen = self.voices.get(self.cleaned_data[name])
        if chosen is not None:
            return chosen
        group = self.cleaned_data["group"] if name == "speaker" else ""
        return Voice("", self.cleaned_data[f"{name}_name"], group=group)


class StrikeForm(Form):
    """Why a line is struck."""

    reason = TextField(label=_("Reason"), max_length=1000, help_text=_("Everybody can read it."))


class DoneForm(Form):
    """How an action was done."""

    note = TextField(label=_("How it was done"), max_length=1000, required=False, multiline=True)


class CorrectionForm(Form):
    """Another wording of a line."""

    text = MarkdownField(label=_("What the line should say"), max_length=4000, rows=4)
    reason = TextField(label=_("Why"), max_length=1000, required=False, multiline=True)


class AnswerForm(Form):
    """The answer to a wish for a correction."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=[("accept", _("Accept")), ("decline", _("Decline"))], widget=forms.RadioSelect
    )
    reason = TextField(label=_("Reason"), max_length=1000, required=False, help_text=_("Needed when you decline."))


class PeriodForm(Form):
    """Until when corrections can be asked for: to the end of that day, where the meeting is held."""

    until = DayField(label=_("Corrections until"))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs["initial"] = {"until": timezone.localdate() + timedelta(days=14), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.zone = meeting.zone

    def moment(self) -> datetime:
        """The last moment of that day."""
        return datetime.combine(self.cleaned_data["until"], time(23, 59, 59), tzinfo=self.zone)
