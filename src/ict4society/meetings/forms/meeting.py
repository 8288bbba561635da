"""Plan a meeting."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.accounts.countries import countries
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.policy import Refused
from ict4society.foundation.ui.forms import Form, MarkdownField, TextField, URLField
from ict4society.meetings.actions.plan import MOST_DAYS, PLAIN, Period, Plan, check_days
from ict4society.meetings.forms.named import OrganisationsField, PeopleField
from ict4society.meetings.models import Day, Meeting
from ict4society.meetings.states import MeetingKind
from ict4society.meetings.when import is_zone, moment, zones
from ict4society.topics.models import Topic
from ict4society.topics.queries import topic_tree

DAYS = MOST_DAYS


def picker(kind: str) -> forms.DateInput:
    """A field that browsers show as a calendar or a clock."""
    return forms.DateInput(attrs={"type": kind})


class MeetingForm(Form):
    """What, about what, when and where. Each day has a date and its hours on the clock of the meeting's zone."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)
    title = TextField(label=_("Title"), max_length=160)
    text = MarkdownField(label=_("What it is about, and for whom"), max_length=10_000, required=False, rows=6)
    series = TextField(
        label=_("Series"),
        max_length=160,
        required=False,
        help_text=_("Meetings that belong together have the same series, such as “Stakeholder meetings 2026”."),
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    further_topics = forms.MultipleChoiceField(
        label=_("Further topics"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(label=_("How is it held?"), choices=MeetingKind.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language"), choices=list(CONTENT_LANGUAGES.items()), initial="en")
    interpretation = forms.MultipleChoiceField(
        label=_("Interpretation into"),
        choices=list(CONTENT_LANGUAGES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever registers can choose one of these."),
    )
    hosts = OrganisationsField(label=_("Hosts"), required=False)
    facilitators = PeopleField(label=_("Chairs and facilitators"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), initial="Europe/Brussels")
    place = TextField(label=_("Place"), max_length=160, required=False, help_text=_("Building and room."))
    address = TextField(label=_("Address"), max_length=300, required=False)
    city = TextField(label=_("City"), max_length=120, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    accessibility = TextField(
        label=_("Accessibility of the place"),
        max_length=2000,
        multiline=True,
        required=False,
        help_text=_("Steps and lifts, hearing loop, toilets, quiet room, parking, whom to ask."),
    )
    latitude = forms.DecimalField(
        label=_("Latitude"), required=False, max_digits=8, decimal_places=5, min_value=-90, max_value=90
    )
    longitude = forms.DecimalField(
        label=_("Longitude"),
        required=False,
        max_digits=8,
        decimal_places=5,
        min_value=-180,
        max_value=180,
        help_text=_("In degrees, east is positive. With both, the place stands on the map."),
    )
    link = URLField(
        label=_("Link for taking part on-line"),
        required=False,
        help_text=_("Shown only to those who have a seat."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tree = topic_tree()
        self._topics = {str(topic.pk): topic for area in tree for topic in (area, *area.issues.all())}
        grouped = [(str(area), [(str(each.pk), str(each)) for each in (area, *area.issues.all())]) for area in tree]
        fields: dict[str, Any] = self.fields
        fields["topic"].choices = [("", _("The whole community")), *grouped]
        fields["further_topics"].choices = grouped
        fields["country"].choices = [("", _("Not given")), *countries()]
        fields["time_zone"].choices = zones()
        for number in range(1, DAYS + 1):
            fields[f"date_{number}"] = forms.DateField(
                label=_("Date"), required=number == 1, widget=picker("date"), input_formats=["%Y-%m-%d"]
            )
            for name, label in (("begins", _("Begins")), ("ends", _("Ends"))):
                fields[f"{name}_{number}"] = forms.TimeField(
                    label=label,
                    required=number == 1,
                    widget=forms.TimeInput(attrs={"type": "time"}),
                    input_formats=["%H:%M", "%H:%M:%S"],
                )

    def day_rows(self) -> list[tuple[int, list[Any]]]:
        """The bound fields of each day, for the page."""
        return [
            (number, [self[f"{name}_{number}"] for name in ("date", "begins", "ends")]) for number in range(1, DAYS + 1)
        ]

    @property
    def shows_days(self) -> int:
        """How many days are open on the page: those with something in them, at least one."""
        filled = [number for number, fields in self.day_rows() if any(field.value() for field in fields)]
        return max(filled, default=1)

    def clean(self) -> dict[str, Any]:
        """Days become moments; a place needs a city, a link a meeting that is held on-line."""
        cleaned = super().clean() or self.cleaned_data
        zone = cleaned.get("time_zone") or ""
        if is_zone(zone):
            self._days = self._read_days(ZoneInfo(zone))
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", _now("Give latitude and longitude, or neither."))
        if cleaned.get("kind") in (MeetingKind.ONSITE, MeetingKind.HYBRID) and not cleaned.get("city"):
            self.add_error("city", _now("Say in which city it is held."))
        return cleaned

    def _read_days(self, zone: ZoneInfo) -> list[Period]:
        days: list[Period] = []
        for number in range(1, DAYS + 1):
            names = [f"{name}_{number}" for name in ("date", "begins", "ends")]
            if any(name in self.errors for name in names):
                continue
            values = [self.cleaned_data.get(name) for name in names]
            if not any(value is not None for value in values):
                continue
            for name, value in zip(names, values, strict=True):
                if value is None:
                    self.add_error(name, _now("Date, beginning and end belong together."))
            if all(value is not None for value in values):
                days += self._read_day(number, values, zone)
        if days and not self.errors:
            try:
                days = check_days(days)
            except Refused as refused:
                self.add_error("date_1", str(refused))
        return days

    def _read_day(self, number: int, values: list[Any], zone: ZoneInfo) -> list[Period]:
        day, begins, ends = values
        try:
            period = (moment(day, begins, zone), moment(day, ends, zone))
        except (Refused, OverflowError, ValueError) as refused:
            self.add_error(f"date_{number}", str(refused))
            return []
        if period[1] <= period[0]:
            self.add_error(f"ends_{number}", _now("Each day ends after it begins."))
            return []
        return [period]

    def plan(self) -> Plan:
        """What was entered; ask after ``is_valid()``."""
        data = self.cleaned_data
        return Plan(
            days=self._days,
            topic=self._topics.get(data["topic"]),
            further_topics=[self._topics[pk] for pk in data["further_topics"]],
            series=data["series"],
            hosts=data["hosts"],
            facilitators=data["facilitators"],
            **{name: data[name] for name in PLAIN},
        )

    @classmethod
    def initial_of(cls, meeting: Meeting) -> dict[str, Any]:
        """The values with which the form opens."""
        values: dict[str, Any] = {name: getattr(meeting, name) for name in (*PLAIN, "version")}
        values |= {
            "series": meeting.series.name if meeting.series else "",
            "topic": meeting.topic_id or "",
            "further_topics": [topic.pk for topic in meeting.further_topics.all()],
            "hosts": [host.name for host in meeting.hosts.all()],
            "facilitators": [_line_of(chair) for chair in meeting.facilitators.all()],
        }
        for number, day in enumerate(Day.objects.filter(meeting=meeting, cancelled_at=None)[:DAYS], start=1):
            values |= _day_values(number, day, meeting.zone)
        return values


def _line_of(person: Any) -> str:
    return f"{person} ({person.get_absolute_url()})"


def _day_values(number: int, day: Day, zone: ZoneInfo) -> dict[str, Any]:
    starts, ends = (at.astimezone(zone) for at in (day.starts_at, day.ends_at))
    return {f"date_{number}": starts.date(), f"begins_{number}": starts.time(), f"ends_{number}": ends.time()}


class CancelForm(Form):
    """Why it does not take place."""

    reason = TextField(
        label=_("Reason"), max_length=2000, multiline=True, help_text=_("Everybody who wanted to come reads it.")
    )


class ListFilter(forms.Form):
    """The filters of the lists; what is wrong in an address is ignored."""

    topic = forms.SlugField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)
    month = forms.RegexField(required=False, regex=r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$")

    def month_begins(self, now: datetime) -> tuple[int, int]:
        """Year and month that were asked for; those of the present otherwise."""
        text = self.cleaned_data.get("month") if self.is_valid() or self.cleaned_data else ""
        return (int(text[:4]), int(text[5:])) if text else (now.year, now.month)


def chosen_topic(slug: str) -> Topic | None:
    """The topic of a filter."""
    return Topic.objects.filter(slug=slug).prefetch_related("issues").first() if slug else None
