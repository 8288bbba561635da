"""What programs send and get."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from ict4society.discussions.api import VoiceOut, voice_out
from ict4society.foundation.api import PageQuery
from ict4society.practices.models import Adoption, Practice, Review
from ict4society.practices.states import PARTS


class LinkOut(Schema):
    """Evidence, or an indicator value."""

    url: str
    title: str


class PracticeOut(Schema):
    """A practice. Texts are Markdown."""

    id: int
    url: str
    title: str
    summary: str
    parts: dict[str, str]
    topics: list[str]
    dimension: str
    language: str
    state: str
    round: int
    revision: int
    reviewed_revision: int
    cost_class: str
    since_year: int | None
    review_due: date | None
    evidence: list[LinkOut]
    values: list[str] = Field(description="Indicator values that show the results: `kind:id`.")
    voice: VoiceOut
    submitted_at: datetime | None
    decided_at: datetime | None


class ReviewOut(Schema):
    """A review."""

    id: int
    round: int
    revision: int
    verdict: str
    marks: dict[str, str]
    reason: str
    voice: VoiceOut


class AdoptionOut(Schema):
    """What somebody did with a practice."""

    id: int
    done: str
    outcome: str
    url: str
    voice: VoiceOut


class TextIn(Schema):
    """What a practice says. Texts are Markdown."""

    title: str
    summary: str
    topic: str = Field(max_length=80, description="Slug.")
    second_topic: str = Field("", max_length=80, description="Slug.")
    dimension: str = Field("", max_length=40, description="Slug.")
    problem: str
    context: str = ""
    approach: str
    results: str
    values: list[int] = Field(default_factory=list, description="Ids of indicator values.")
    evidence: list[LinkOut] = Field(default_factory=list)
    cost_class: str = "unknown"
    cost: str = ""
    transfer: str
    since_year: int | None = None
    language: str = Field("", description="Detected from the text when empty.")


class PracticeIn(TextIn):
    """A practice of an organisation, and whether it goes to review at once."""

    organisation: int = Field(description="Id of the organisation whose practice it is.")
    interest: str = ""


class EditIn(TextIn):
    """What it says from now on, and on which revision that is based."""

    revision: int


class ReviewIn(Schema):
    """A judgement by every criterion."""

    revision: int
    verdict: str
    marks: dict[str, str]
    reason: str
    organisation: int | None = None
    interest: str = ""


class AdoptionIn(Schema):
    """What you did with it."""

    done: str
    outcome: str = ""
    url: str = ""
    organisation: int | None = None
    interest: str = ""


class ReasonIn(Schema):
    """Why."""

    reason: str = ""


class PracticeQuery(PageQuery):
    """Filters of the list: slugs and codes as on the page."""

    topic: str = Field("", max_length=80, description="Slug; an area stands for its issues too.")
    dimension: str = Field("", max_length=40)
    state: str = Field("", max_length=20)
    cost: str = Field("", max_length=20)
    group: str = Field("", max_length=20)
    country: str = Field("", max_length=2)
    size: str = Field("", max_length=10)
    language: str = Field("", max_length=12)


def practice_out(practice: Practice) -> PracticeOut:
    """The practice for a program."""
    names = ("title", "summary", "language", "state", "round", "revision", "reviewed_revision", "cost_class")
    dates = ("since_year", "review_due", "submitted_at", "decided_at")
    return PracticeOut(
        id=practice.pk,
        url=practice.get_absolute_url(),
        parts={name: getattr(practice, name) for name in PARTS},
        topics=[topic.slug for topic in (practice.topic, practice.second_topic) if topic],
        dimension=practice.dimension.slug if practice.dimension else "",
        evidence=[LinkOut(url=link.url, title=link.title) for link in practice.evidence.all()],
        values=[str(link.ref) for link in practice.result_links.all()],
        voice=voice_out(practice),
        **{name: getattr(practice, name) for name in (*names, *dates)},
    )


def review_out(review: Review) -> ReviewOut:
    """The review for a program."""
    names = ("round", "revision", "verdict", "marks", "reason")
    return ReviewOut(id=review.pk, voice=voice_out(review), **{name: getattr(review, name) for name in names})


def adoption_out(adoption: Adoption) -> AdoptionOut:
    """The adoption for a program."""
    names = ("done", "outcome", "url")
    return AdoptionOut(id=adoption.pk, voice=voice_out(adoption), **{name: getattr(adoption, name) for name in names})
