"""What programs send and get."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from ict4society.discussions.api import VoiceOut, voice_out
from ict4society.foundation.api import PageQuery
from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.files.shapes import FileOut, file_out
from ict4society.partnerships.models import Agreement, Call, Interest, Milestone
from ict4society.partnerships.queries import partners_of

LISTS = ("needs", "offers", "groups", "countries", "languages")


class Wishes(Schema):
    """What a call says. Codes are those of the filters."""

    title: str
    text: str = Field(description="Markdown.")
    needs: list[str]
    offers: list[str]
    groups: list[str] = Field(default_factory=list, description="Stakeholder groups; none means any.")
    countries: list[str] = Field(default_factory=list, description="ISO 3166-1 codes; none means anywhere.")
    languages: list[str]
    until: date | None = None
    language: str = ""


class CallOut(Wishes):
    """A call, and the partnership that comes of it."""

    id: int
    url: str
    topics: list[str]
    state: str
    revision: int
    outcome: str
    outcome_url: str
    voice: VoiceOut
    opened_at: datetime | None
    begun_at: datetime | None
    closed_at: datetime | None


class PartnerOut(Schema):
    """A partner."""

    organisation: str
    group: str
    brings: list[str]
    since: datetime | None


class MilestoneOut(Schema):
    """A milestone."""

    id: int
    title: str
    due: date
    state: str
    note: str
    evidence_url: str


class AgreementOut(Schema):
    """A document on which the partners agreed; only they see it until they publish it."""

    id: int
    title: str
    public: bool
    files: list[FileOut]


class PartnershipOut(CallOut):
    """One call with its partners and milestones."""

    partners: list[PartnerOut]
    milestones: list[MilestoneOut]


class CallText(Wishes):
    """What an organisation says."""

    topic: str = Field(max_length=80, description="Slug.")
    second_topic: str = Field("", max_length=80, description="Slug.")


class CallIn(CallText):
    """A call of your organisation."""

    organisation: int
    interest: str = ""


class CallEditIn(CallText):
    """What it says from now on, and on which revision that is based."""

    revision: int


class InterestOut(Schema):
    """An expression of interest; only the two organisations see it."""

    id: int
    message: str
    offers: list[str]
    state: str
    reason: str
    voice: VoiceOut


class InterestIn(Schema):
    """Your organisation would like to be a partner."""

    message: str
    offers: list[str] = Field(default_factory=list)
    organisation: int
    interest: str = ""


class DecisionIn(Schema):
    """Your answer."""

    decision: str = Field(description="accept or decline")
    reason: str = ""


class ReasonIn(Schema):
    """Why."""

    reason: str = ""


class OutcomeIn(Schema):
    """What came of a partnership."""

    completed: bool = Field(True, description="False: it ended early.")
    outcome: str = Field(description="Markdown.")
    outcome_url: str = ""


class MilestoneIn(Schema):
    """What the partners want to have done, and by when."""

    title: str
    due: date


class MilestoneMoveIn(Schema):
    """Where it stands."""

    state: str
    note: str = ""
    evidence_url: str = ""


class PublicIn(Schema):
    """Whether everybody sees it."""

    public: bool


class CallQuery(PageQuery):
    """Filters of the list."""

    topic: str = Field("", max_length=80, description="Slug; an area stands for its issues too.")
    state: str = Field("", max_length=20)
    need: str = Field("", max_length=20)
    offer: str = Field("", max_length=20)
    group: str = Field("", max_length=20)
    country: str = Field("", max_length=2)
    language: str = Field("", max_length=12)


def _values(call: Call) -> dict[str, Any]:
    names = ("title", "text", *LISTS, "until", "language", "state", "revision", "outcome", "outcome_url")
    return {
        "id": call.pk,
        "url": call.get_absolute_url(),
        "topics": [topic.slug for topic in (call.topic, call.second_topic) if topic],
        "voice": voice_out(call),
        **{name: getattr(call, name) for name in (*names, "opened_at", "begun_at", "closed_at")},
    }


def call_out(call: Call) -> CallOut:
    return CallOut(**_values(call))


def partnership_out(call: Call) -> PartnershipOut:
    partners = [
        PartnerOut(organisation=str(each.on_behalf_of), group=each.group, brings=each.offers, since=each.decided_at)
        for each in partners_of(call)
    ]
    milestones = [milestone_out(each) for each in call.milestones.all()]
    return PartnershipOut(**_values(call), partners=partners, milestones=milestones)


def interest_out(interest: Interest) -> InterestOut:
    names = ("message", "offers", "state", "reason")
    return InterestOut(id=interest.pk, voice=voice_out(interest), **{name: getattr(interest, name) for name in names})


def milestone_out(milestone: Milestone) -> MilestoneOut:
    """The milestone for a program."""
    names = ("title", "due", "state", "note", "evidence_url")
    return MilestoneOut(id=milestone.pk, **{name: getattr(milestone, name) for name in names})


def agreement_out(agreement: Agreement, files: list[StoredFile]) -> AgreementOut:
    """The agreement for a program."""
    return AgreementOut(
        id=agreement.pk,
        title=agreement.title,
        public=agreement.published_at is not None,
        files=[file_out(file) for file in files],
    )
