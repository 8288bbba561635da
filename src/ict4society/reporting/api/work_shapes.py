"""What the interface says and takes of the work on reports, approaches and requests for data."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from ict4society.foundation.api import PageQuery
from ict4society.reporting.cap import beyond_cap
from ict4society.reporting.criteria import policy_score
from ict4society.reporting.models import DataRequest, Intake, Policy, Section

LARGEST_ID = 2**63 - 1


class HeadIn(Schema):
    """The head of a report, and on which revision that is based."""

    revision: int
    starts_on: date
    ends_on: date
    currency: str = "EUR"
    summary: str = ""


class SectionIn(Schema):
    """Ask a colleague to fill a section."""

    section: str
    colleague: int = Field(description="Id of somebody with a mandate.")
    note: str = ""


class SectionOut(Schema):
    """Who was asked for which section."""

    id: int
    section: str
    colleague: str
    note: str


class IntakeOut(Schema):
    """What became of a file, cell by cell."""

    id: int
    file_name: str
    taken: int
    unknown: int
    refused: int
    lines: list[dict[str, str]]


class PartIn(Schema):
    """One part of an approach; grades: yes, partial, no, not_applicable."""

    text: str = ""
    grade: str = "no"
    grade_reason: str = ""
    evidence_url: str = ""
    evidence_page: str = ""


class PolicyIn(Schema):
    """The approach to a topic: policy, responsibility, process, scope, review."""

    organisation: int = Field(ge=1, le=LARGEST_ID)
    topic: str = Field(max_length=80, description="Slug.")
    parts: dict[str, PartIn]
    language: str = "en"
    revision: int | None = None
    publish: bool = False


class PolicyOut(Schema):
    """An approach, with its score: yes 1, partial ½, no 0, not applicable left out."""

    id: int
    url: str
    organisation: int
    topic: str
    language: str
    revision: int
    parts: dict[str, PartIn]
    score: float | None
    published_at: datetime | None


class PolicyQuery(PageQuery):
    """Filters of the approaches."""

    organisation: int | None = Field(None, ge=1, le=LARGEST_ID)
    topic: str = Field("", max_length=80)


class RequestIn(Schema):
    """Ask another organisation for data."""

    asker: int = Field(ge=1, le=LARGEST_ID)
    asked: int = Field(ge=1, le=LARGEST_ID)
    year: int
    indicators: list[str] = Field(min_length=1, max_length=200, description="Keys.")
    message: str = ""


class AnswerIn(Schema):
    """Accept, or decline with a reason; ``cap`` puts the value-chain cap before it."""

    accept: bool
    cap: bool = False
    reason: str = ""


class RequestOut(Schema):
    """A request for data; only the two organisations see it."""

    id: int
    asker: int
    asked: int
    year: int
    indicators: list[str]
    beyond_cap: list[str]
    message: str
    state: str
    reason: str


def section_out(row: Section) -> SectionOut:
    """One section that a colleague was asked for."""
    return SectionOut(id=row.pk, section=row.section, colleague=row.user.name, note=row.note)


def intake_out(row: Intake) -> IntakeOut:
    """One file."""
    names = ("file_name", "taken", "unknown", "refused", "lines")
    return IntakeOut(id=row.pk, **{name: getattr(row, name) for name in names})


def policy_out(row: Policy) -> PolicyOut:
    """One approach."""
    parts = list(row.parts.all())
    said = ("text", "grade", "grade_reason", "evidence_url", "evidence_page")
    return PolicyOut(
        id=row.pk,
        url=row.get_absolute_url(),
        organisation=row.organisation_id,
        topic=row.topic.slug,
        parts={part.part: PartIn(**{name: getattr(part, name) for name in said}) for part in parts},
        score=policy_score(parts),
        **{name: getattr(row, name) for name in ("language", "revision", "published_at")},
    )


def request_out(row: DataRequest) -> RequestOut:
    """One request, with what lies beyond the cap."""
    indicators = list(row.indicators.all())
    return RequestOut(
        id=row.pk,
        asker=row.asker_id,
        asked=row.asked_id,
        indicators=[each.key for each in indicators],
        beyond_cap=[each.key for each in beyond_cap(indicators, row.asked)],
        **{name: getattr(row, name) for name in ("year", "message", "state", "reason")},
    )
