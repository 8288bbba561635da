"""Consultations, their texts and their questions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from ict4society.consultations.api.found import the_consultation, the_text
from ict4society.consultations.api.router import router
from ict4society.consultations.models import Consultation, Question
from ict4society.consultations.policies import consultations_visible_to
from ict4society.consultations.queries.consultations import consultations
from ict4society.consultations.queries.texts import published_texts
from ict4society.foundation.api import Page, PageQuery, paginate, read_scope
from ict4society.foundation.policy import get_visible
from ict4society.topics.models import Topic


class ConsultationOut(Schema):
    """A consultation."""

    slug: str
    url: str
    title: str
    summary: str = Field(description="Markdown.")
    topic: str = Field(description="Slug.")
    also_topics: list[str] = Field(description="Slugs.")
    language: str
    languages: list[str]
    translations: dict[str, Any]
    stage: str
    announce_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    responses_at: datetime | None
    final_expected_on: date | None
    version: int = Field(description="How often it was changed: name it when you change it.")


class TextOut(Schema):
    """A published version of the text."""

    number: int
    language: str
    kind: str
    published_at: datetime | None


class ParagraphOut(Schema):
    """A paragraph; ``key`` is the same in every version and language."""

    position: int
    key: str
    kind: str
    level: int
    label: str
    text: str = Field(description="Markdown.")
    plain: str = Field(description="The characters in which quotations count.")


class WholeTextOut(TextOut):
    """A version with its paragraphs."""

    paragraphs: list[ParagraphOut]


class QuestionOut(Schema):
    """A question."""

    key: str
    version: int
    position: int
    section: str
    kind: str
    label: str
    help: str
    options: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    minimum: float | None
    maximum: float | None
    unit: str
    required: bool
    condition_question: str = Field(description="Key of the question on which it depends; empty: asked always.")
    condition_values: list[Any]
    paragraph: str = Field(description="Key of the paragraph beside which it stands.")
    translations: dict[str, Any]


class ConsultationQuery(PageQuery):
    """Filters of the list."""

    topic: str = Field("", max_length=80, description="Slug; an area stands for its issues too.")
    stage: Literal["", "announced", "open", "closed", "responses", "final"] = ""


class TextQuery(Schema):
    """Which text."""

    number: int | None = Field(None, ge=1, le=100_000, description="The latest when left out.")
    language: str = Field("", max_length=12, description="The consultation's own when left out.")


def consultation_out(found: Consultation) -> ConsultationOut:
    """A consultation as programs read it."""
    names = (
        *("slug", "title", "summary", "language", "languages", "translations", "stage"),
        *("announce_at", "opens_at", "closes_at", "responses_at", "final_expected_on", "version"),
    )
    return ConsultationOut(
        url=found.get_absolute_url(),
        topic=found.topic.slug if found.topic else "",
        also_topics=[topic.slug for topic in found.also_topics.all()],
        **{name: getattr(found, name) for name in names},
    )


def question_out(question: Question) -> QuestionOut:
    """A question as programs read it."""
    names = (
        *("key", "position", "section", "kind", "label", "help", "options", "rows", "minimum", "maximum", "unit"),
        *("required", "condition_values", "translations", "version"),
    )
    return QuestionOut(
        condition_question=question.condition_question.key if question.condition_question else "",
        paragraph=question.paragraph_key,
        **{name: getattr(question, name) for name in names},
    )


@router.get("", auth=read_scope(optional=True), response=Page[ConsultationOut])
def list_consultations(request: HttpRequest, query: Query[ConsultationQuery]) -> Page[Any]:
    """Consultations, newest first."""
    topic = get_visible(Topic.objects.all(), slug=query.topic) if query.topic else None
    seen = consultations_visible_to(request.user)
    if topic is not None or query.stage:
        wanted = consultations(request.user, topic=topic, stage=query.stage).order_by()
        seen = seen.filter(pk__in=wanted.values("pk"))
    return paginate(seen.prefetch_related("also_topics"), query, order=("-pk",), shape=consultation_out)


@router.get("/{slug}", auth=read_scope(optional=True), response=ConsultationOut)
def show_consultation(request: HttpRequest, slug: str) -> ConsultationOut:
    """One consultation."""
    return consultation_out(the_consultation(request, slug))


@router.get("/{slug}/texts", auth=read_scope(optional=True), response=list[TextOut])
def list_texts(request: HttpRequest, slug: str) -> list[TextOut]:
    """Every published version, in every language."""
    return [TextOut.from_orm(text) for text in published_texts(the_consultation(request, slug))]


@router.get("/{slug}/text", auth=read_scope(optional=True), response=WholeTextOut)
def show_text(request: HttpRequest, slug: str, query: Query[TextQuery]) -> WholeTextOut:
    """One version with its paragraphs; the latest by default."""
    text = the_text(the_consultation(request, slug), query.number, query.language)
    paragraphs = [ParagraphOut.from_orm(paragraph) for paragraph in text.paragraphs.all()]
    return WholeTextOut(**TextOut.from_orm(text).dict(), paragraphs=paragraphs)


@router.get("/{slug}/questions", auth=read_scope(optional=True), response=list[QuestionOut])
def list_questions(request: HttpRequest, slug: str) -> list[QuestionOut]:
    """All questions in their order."""
    rows = the_consultation(request, slug).questions.select_related("condition_question")
    return [question_out(question) for question in rows]
