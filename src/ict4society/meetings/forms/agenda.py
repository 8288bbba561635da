"""Forms of the agenda: items, links, speakers, and what members propose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.files.fields import FileField
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.ui.forms import Form, MarkdownField, RefField, TextField
from ict4society.meetings.actions.items import LINKABLE, ItemValues
from ict4society.meetings.forms.named import organisation_named, person_named
from ict4society.meetings.models import AgendaItem, Day, Meeting
from ict4society.meetings.states import ItemKind
from ict4society.meetings.when import day_words
from ict4society.organisations.acting import ActingForm

LONGEST = 24 * 60


class ItemFields(forms.Form):
    """What an item says; mixed into the forms below."""

    def item_values(self) -> ItemValues:
        """The values; ask after ``is_valid()``."""
        data = self.cleaned_data
        return ItemValues(
            title=data["title"],
            text=data["text"],
            minutes=data["minutes"],
            kind=data.get("kind") or ItemKind.ITEM,
            day=self.days.get(data.get("day") or ""),
            language=data["language"],
        )

    days: dict[str, Day]

    def offer_days(self, meeting: Meeting) -> None:
        """The days of the meeting to choose from; a single one needs no choice."""
        rows = list(Day.objects.filter(meeting=meeting, cancelled_at=None))
        self.days = {str(day.pk): day for day in rows}
        if len(rows) < 2:
            self.fields.pop("day", None)
            return
        field: Any = self.fields["day"]
        field.choices = [(str(day.pk), day_words(day.starts_at.astimezone(meeting.zone))) for day in rows]


class ItemForm(ItemFields, Form):
    """An item of the agenda, by those who run the meeting."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)
    title = TextField(label=_("Title"), max_length=160)
    kind = forms.ChoiceField(label=_("What is it?"), choices=ItemKind.choices, widget=forms.RadioSelect, initial="item")
    day = forms.ChoiceField(label=_("Day"))
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=1, max_value=LONGEST, initial=30)
    text = MarkdownField(label=_("What it is about"), max_length=4000, required=False, rows=4)
    language = forms.ChoiceField(label=_("Language"), choices=list(CONTENT_LANGUAGES.items()), initial="en")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_days(meeting)

    @classmethod
    def initial_of(cls, item: AgendaItem) -> dict[str, Any]:
        """The values with which the form opens."""
        names = ("version", "title", "kind", "minutes", "text", "language")
        return {"day": item.day_id or "", **{name: getattr(item, name) for name in names}}


class ItemProposalForm(ItemFields, ActingForm):
    """A member asks for an item."""

    title = TextField(label=_("What should be talked about?"), max_length=160)
    text = MarkdownField(label=_("Why, and what you can contribute"), max_length=4000, required=False, rows=4)
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=5, max_value=240, initial=20)
    language = forms.ChoiceField(label=_("Language of your text"), choices=list(CONTENT_LANGUAGES.items()))
    link = RefField(kinds=frozenset(LINKABLE), required=False)
    days: dict[str, Day] = {}


class MaterialForm(ActingForm):
    """Slides or a paper."""

    title = TextField(label=_("Title"), max_length=160)
    file = FileField(label=_("File"))
    item = forms.ChoiceField(label=_("Belongs to"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=list(CONTENT_LANGUAGES.items()), initial="en")

    def __init__(self, *args: Any, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {str(item.pk): item for item in items}
        field: Any = self.fields["item"]
        field.choices = [("", _("the meeting as a whole")), *((pk, item.title) for pk, item in self.items.items())]

    @property
    def chosen_item(self) -> AgendaItem | None:
        """The item to which it belongs."""
        return self.items.get(self.cleaned_data["item"])


class DecisionForm(Form):
    """The chair's answer to what was proposed."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=[("approve", _("Approve")), ("decline", _("Decline"))], widget=forms.RadioSelect
    )
    reason = TextField(
        label=_("Reason"),
        max_length=2000,
        multiline=True,
        required=False,
        help_text=_("Needed when you decline. Who proposed it reads it."),
    )

    def clean(self) -> dict[str, Any]:
        """Declining needs a reason."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == "decline" and not cleaned.get("reason"):
            self.add_error("reason", _now("Say why: who proposed it reads it."))
        return cleaned

    @property
    def approves(self) -> bool:
        """Whether the answer is yes."""
        return bool(self.cleaned_data["decision"] == "approve")


class LinkForm(Form):
    """A subject that the item is about."""

    ref = RefField(kinds=frozenset(LINKABLE))


class SpeakerForm(Form):
    """Who speaks."""

    name = TextField(label=_("Name"), max_length=120)
    member = TextField(
        label=_("Page in the community"),
        max_length=300,
        required=False,
        help_text=_("Of a member: the address of their page, so that the name leads there."),
    )
    organisation = TextField(
        label=_("Organisation"),
        max_length=160,
        required=False,
        help_text=_("One of the community is found by its name."),
    )
    role = TextField(label=_("Role"), max_length=120, required=False)

    def clean_member(self) -> Any:
        """The member, if one is named."""
        text = self.cleaned_data["member"]
        return person_named(text) if text else None

    def speaker(self) -> dict[str, Any]:
        """The values for the action; ask after ``is_valid()``."""
        data = self.cleaned_data
        known = organisation_named(data["organisation"]) if data["organisation"] else None
        return {
            "name": data["name"],
            "user": data["member"],
            "organisation": known,
            "affiliation": data["organisation"],
            "role": data["role"],
        }
