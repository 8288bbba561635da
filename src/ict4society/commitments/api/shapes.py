"""The shapes of commitments for programs."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from ninja import Schema
from pydantic import Field

from ict4society.commitments.course import plain_number
from ict4society.commitments.models import JointCommitment, Update
from ict4society.discussions.api import VoiceOut, voice_out
from ict4society.foundation.api import PageQuery
from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.files.shapes import FileOut, file_out

LARGEST_ID = 2**63 - 1


class PointOut(Schema):
    """A value of a year: a decimal number as text; fractions for percentages."""

    year: int
    value: str
    source: str = Field("", description="`reporting` (a published value) or `update`; empty for targets.")


class CommitmentOut(Schema):
    """A commitment, and how it stands."""

    id: int
    url: str
    title: str
    scope: str
    topic: str
    organisation: int | None
    voice: VoiceOut
    kind: str
    indicator: str = Field(description="Key of the indicator, when it is measured by one.")
    measure: str
    unit: str
    direction: str
    baseline: PointOut
    interim: list[PointOut]
    target: PointOut
    deadline: date
    joint: int | None
    state: str
    standing: str
    progress: float | None = Field(description="Share of the way from baseline to target.")
    newest: PointOut | None
    rebased_at: datetime | None
    revision: int
    reason: str
    published_at: datetime | None
    withdrawn_at: datetime | None


class GroupOut(Schema):
    """What the voices of one stakeholder group think."""

    group: str
    credible: int
    partly: int
    not_credible: int


class AssessmentOut(Schema):
    """One voice."""

    verdict: str
    reason: str
    revision: int
    voice: VoiceOut


class StandingOut(Schema):
    """The values from which the standing follows, and the assessments by group."""

    standing: str
    values: list[PointOut]
    groups: list[GroupOut]
    assessments: list[AssessmentOut]


class DiscussionOut(Schema):
    """The thread about a commitment."""

    thread: int
    url: str


class UpdateOut(Schema):
    """What was reported about a year. Text is Markdown."""

    id: int
    year: int
    value: str | None
    text: str
    evidence_url: str
    evidence_title: str
    evidence_page: str
    files: list[FileOut]
    voice: VoiceOut
    created_at: datetime


class JointOut(Schema):
    """A joint commitment."""

    id: int
    url: str
    title: str
    text: str
    topic: str
    language: str
    version: int
    members: int


class JointIn(Schema):
    """What is wanted together."""

    title: str
    topic: str = Field(max_length=80, description="Slug of the topic.")
    text: str = Field(description="Markdown.")
    language: str = ""
    organisation: int | None = Field(None, description="On whose behalf; none as a facilitator of the topic.")
    interest: str = ""


class JointEditIn(JointIn):
    """What it says from now on, and on which version that is based."""

    version: int


class CommitmentIn(Schema):
    """From where, to where, until when. Numbers as people write them: percentages as 10 for 10 %."""

    organisation: int
    title: str
    topic: str = Field(max_length=80, description="Slug of the topic.")
    kind: Literal["indicator", "measure", "milestone"]
    indicator: int | None = Field(None, ge=1, le=LARGEST_ID)
    measure: str = ""
    unit: str = ""
    baseline_year: int
    baseline_value: Decimal | None = None
    target_value: Decimal | None = None
    deadline: date
    interim: dict[int, Decimal] = Field(default_factory=dict, description="Value by year.")
    direction: Literal["", "at_least", "at_most"] = ""
    scope: str = ""
    source_url: str = ""
    joint: int | None = Field(None, ge=1, le=LARGEST_ID)
    language: str = ""
    publish: bool = Field(True, description="False keeps it as a draft that only the organisation sees.")


class CommitmentEditIn(CommitmentIn):
    """What it says from now on, on which revision that is based, and why."""

    revision: int
    reason: str = ""


class UpdateIn(Schema):
    """Progress in a year."""

    year: int
    value: Decimal | None = None
    text: str
    evidence_url: str = ""
    evidence_title: str = ""
    evidence_page: str = ""


class AssessmentIn(Schema):
    """What you think of it."""

    organisation: int | None = None
    verdict: Literal["credible", "partly", "not"]
    reason: str
    evidence_url: str = ""
    interest: str = ""


class ReasonIn(Schema):
    """Why."""

    reason: str = ""


class LedgerQuery(PageQuery):
    """Filters of the list."""

    topic: str = Field("", max_length=80)
    standing: Literal["", "no_data", "on_track", "behind", "rebased", "due", "met", "missed", "withdrawn"] = ""
    organisation: int | None = Field(None, ge=1, le=LARGEST_ID)
    joint: int | None = Field(None, ge=1, le=LARGEST_ID)


def update_out(update: Update, files: list[StoredFile]) -> UpdateOut:
    """An update with its documents for a program."""
    names = ("year", "text", "evidence_url", "evidence_title", "evidence_page", "created_at")
    return UpdateOut(
        id=update.pk,
        value=plain_number(update.value) if update.value is not None else None,
        files=[file_out(file) for file in files],
        voice=voice_out(update),
        **{name: getattr(update, name) for name in names},
    )


def joint_out(joint: JointCommitment) -> JointOut:
    """A joint commitment for a program."""
    names = ("title", "text", "language", "version")
    return JointOut(
        id=joint.pk,
        url=joint.get_absolute_url(),
        topic=joint.topic.slug,
        members=getattr(joint, "members", 0),
        **{name: getattr(joint, name) for name in names},
    )
