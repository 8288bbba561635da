"""What goes in and out."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from ict4society.discussions.api import VoiceOut
from ict4society.foundation.api import PageQuery

LARGEST_ID = 2**63 - 1


class DayShape(Schema):
    """One sitting."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime


class DayOut(DayShape):
    """One sitting of a planned meeting."""

    id: int = Field(description="Names the day when an item is put on the agenda.")


class MeetingIn(Schema):
    """The plan of a meeting."""

    title: str
    days: list[DayShape] = Field(min_length=1, max_length=10, description="Moments with their distance from UTC.")
    time_zone: str = Field("Europe/Brussels", description="IANA name of the zone in which it is held.")
    kind: Literal["online", "onsite", "hybrid"] = "onsite"
    text: str = Field("", description="Markdown.")
    language: str = "en"
    interpretation: list[str] = Field([], max_length=40, description="Languages into which it is interpreted.")
    topic: str = Field("", max_length=80, description="Slug; empty for a meeting of the whole community.")
    further_topics: list[str] = Field([], max_length=50, description="Slugs.")
    series: str = ""
    hosts: list[str] = Field([], max_length=20, description="Slugs of organisations.")
    facilitators: list[int] = Field([], max_length=20, description="Ids of people who chair it.")
    place: str = ""
    address: str = ""
    city: str = ""
    country: str = Field("", max_length=2, description="ISO 3166-1 alpha-2.")
    accessibility: str = ""
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    link: str = Field("", description="Shown only to those who have a seat.")


class MeetingEditIn(MeetingIn):
    """The whole plan from now on, and on which version that is based."""

    version: int = Field(ge=1, le=2**31 - 1)


class SeatsLine(Schema):
    """Seats of one stakeholder group."""

    group: str = Field(description="Empty: none declared.")
    taken: int
    limit: int | None
    waiting: int


class SeatsOut(Schema):
    """How a meeting fills."""

    capacity: int | None
    taken: int
    waiting: int
    groups: list[SeatsLine]


class MeetingOut(Schema):
    """A meeting."""

    id: int
    url: str
    calendar: str = Field(description="iCalendar of this meeting; all of them: /meetings/calendar.ics")
    title: str
    text: str
    html: str
    language: str
    interpretation: list[str]
    kind: str
    state: str
    starts_at: datetime
    ends_at: datetime
    days: list[DayOut]
    time_zone: str
    topic: str
    further_topics: list[str]
    series: str
    hosts: list[str]
    facilitators: list[int]
    place: str
    address: str
    city: str
    country: str
    accessibility: str
    latitude: float | None
    longitude: float | None
    link: str = Field(description="Empty without a seat.")
    invitation_only: bool
    registration_closes_at: datetime | None
    version: int
    sequence: int
    changed_at: datetime
    cancel_reason: str


class MeetingQuery(PageQuery):
    """Filters of the list."""

    topic: str = Field("", max_length=80, description="Slug; an area stands for its issues too.")
    when: Literal["", "upcoming", "past"] = ""


class ReasonIn(Schema):
    """Why."""

    reason: str = ""


class LinkShape(Schema):
    """A subject: ``discussions.thread``, ``agenda.proposal``, ``deliberation.round``, …"""

    kind: str = Field(max_length=60)
    id: int = Field(ge=1, le=LARGEST_ID)


class SpeakerOut(Schema):
    """Who speaks."""

    id: int
    name: str
    person: int | None
    organisation: int | None
    organisation_name: str
    role: str
    group: str


class ItemOut(Schema):
    """An item of an agenda."""

    id: int
    kind: str
    title: str
    text: str
    html: str
    language: str
    state: str
    day: int | None = Field(description="Id of one of the meeting's days.")
    starts_at: datetime | None
    minutes: int
    links: list[LinkShape]
    speakers: list[SpeakerOut]
    voice: VoiceOut
    reason: str
    version: int


class ItemIn(Schema):
    """An item. A new one stands at the end of its day."""

    title: str
    text: str = ""
    minutes: int = Field(30, ge=1, le=1440)
    kind: Literal["item", "break"] = "item"
    language: str = "en"
    day: int | None = Field(
        None, ge=1, le=LARGEST_ID, description="Id of one of the meeting's days; without it the first, or the same."
    )


class ItemEditIn(ItemIn):
    """What an item says from now on, and on which version that is based."""

    version: int = Field(ge=1, le=2**31 - 1)


class MoveIn(Schema):
    """How far, within its day: up is negative."""

    steps: int = Field(ge=-400, le=400)


class SpeakerIn(Schema):
    """Who speaks. Of a member the name is the one of their page."""

    name: str
    person: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of a member.")
    organisation: str = Field("", description="Its name, or the address of its page; one of the community is found.")
    role: str = ""


class ItemProposalIn(Schema):
    """What should be talked about."""

    title: str
    text: str = ""
    minutes: int = Field(20, ge=5, le=240)
    language: str = "en"
    about: LinkShape | None = None
    organisation: int | None = Field(None, description="Id of the organisation for which you speak.")
    interest: str = ""


class DecisionIn(Schema):
    """The chair's answer."""

    decision: Literal["approve", "decline"]
    reason: str = ""


class OrderIn(Schema):
    """The items in their new order."""

    order: list[int] = Field(max_length=400)


class RegistrationIn(Schema):
    """What somebody says when they register."""

    organisation: int | None = Field(None, description="Id of the organisation for which you come.")
    attends: Literal["", "onsite", "online"] = Field("", description="For a meeting that is held in both ways.")
    language: str = "en"
    interpretation: str = ""
    needs: str = ""
    answers: dict[str, str | bool | list[str]] = Field({}, description="By id of the organiser's question.")


class RegistrationOut(Schema):
    """A registration; needs and answers are shown to its person and to the organisers only."""

    id: int
    person: int
    name: str
    organisation: int | None
    group: str
    state: str
    attends: str
    language: str
    interpretation: str
    needs: str
    answers: dict[str, Any]
    code: str
    queued_at: datetime
    checked_in_at: datetime | None


class QuestionOut(Schema):
    """One of the organiser's own questions."""

    id: int
    kind: str
    text: str
    help: str
    options: list[str]
    required: bool


class CodeIn(Schema):
    """The code of a registration."""

    code: str = Field(max_length=40)
