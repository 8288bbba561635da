"""What open answers are about: themes, the answers that belong to them, words that are quoted (the secretariat)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Schema, Status
from pydantic import Field

from ict4society.consultations.actions.report_themes import (
    assign_answers,
    create_theme,
    delete_theme,
    drop_quotation,
    edit_theme,
    quote_answer,
)
from ict4society.consultations.api.found import the_managed
from ict4society.consultations.api.router import router
from ict4society.consultations.forms.outcome import QuoteForm, ThemeForm
from ict4society.consultations.models import Answer, Consultation, Question, Quotation, Theme
from ict4society.consultations.outcome_states import AssignedHow
from ict4society.consultations.queries.matrix import voice_of
from ict4society.consultations.queries.themes import answers_to, quotations
from ict4society.consultations.states import OPEN_KINDS
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Refused, get_visible
from ict4society.foundation.subjects import Ref

LARGEST_ID = 2**62
ONE = "/{slug}/questions/{key}/themes/{int:theme_id}"


class QuotationOut(Schema):
    """Words that are quoted for a theme."""

    id: int
    answer: int
    exact: str
    voice: str
    group: str
    language: str
    offline: bool
    state: str = Field(description="current or changed: whether the answer still says so")


class ThemeOut(Schema):
    """What answers are about."""

    id: int
    name: str
    keywords: list[str] = Field(description="They only suggest answers: people decide.")
    version: int
    answers: int = Field(description="How many are about it.")
    quotations: list[QuotationOut]


class ThemeIn(Schema):
    """A theme."""

    name: str
    keywords: list[str] = Field([], max_length=30)


class ThemeEditIn(ThemeIn):
    """The same, and which version it changes."""

    version: int = Field(ge=1, le=2**31 - 1)


class OpenAnswerOut(Schema):
    """An answer in words."""

    id: int
    contribution: int = Field(description="Its number.")
    text: str
    voice: str
    group: str
    visibility: str = Field(description="What is confidential is counted, and never quoted.")
    themes: list[int]


class AnswersQuery(PageQuery):
    """Which answers."""

    theme: int | None = Field(None, ge=1, le=LARGEST_ID)
    show: Literal["all", "in", "suggested", "none"] = Field(
        "all", description="In the theme, suggested by its keywords, or without any theme."
    )
    text: str = Field("", max_length=100, description="Words that it contains.")


class SortIn(Schema):
    """Answers that are about the theme, or are not."""

    answers: list[Annotated[int, Field(ge=1, le=LARGEST_ID)]] = Field(min_length=1, max_length=500)
    belongs: bool = True
    suggested: bool = Field(False, description="They were suggested by a keyword, and a person has confirmed them.")


class SortOut(Schema):
    """How many changed."""

    changed: int


class QuoteIn(Schema):
    """Words of an answer, exactly as they stand there."""

    answer: int = Field(ge=1, le=LARGEST_ID)
    exact: str


@router.get("/{slug}/questions/{key}/answers", auth=read_scope(), response=Page[OpenAnswerOut])
def list_answers(request: HttpRequest, slug: str, key: str, query: Query[AnswersQuery]) -> Page[Any]:
    """The answers to an open question, with their themes."""
    found, question = _question(request, slug, key)
    theme = _theme(question, query.theme) if query.theme is not None else None
    rows = answers_to(question, theme=theme, show=query.show, text=query.text.replace("\0", ""))
    return paginate(rows, query, order=("pk",), shape=lambda row: _answer_out(request.user, found, row))


@router.get("/{slug}/questions/{key}/themes", auth=read_scope(), response=list[ThemeOut])
def list_themes(request: HttpRequest, slug: str, key: str) -> list[ThemeOut]:
    """The themes of an open question with their quotations."""
    found, question = _question(request, slug, key)
    return _themes_out(request.user, found, question)


@router.post("/{slug}/questions/{key}/themes", auth=write_scope(), response={201: ThemeOut})
def add_theme(request: HttpRequest, slug: str, key: str, body: ThemeIn) -> Status[ThemeOut]:
    """Name what answers are about."""
    found, question = _question(request, slug, key)
    values, actor = _values(body), Actor(request.user)

    def act() -> Ref:
        return Ref("consultations.theme", create_theme(actor=actor, question=question, **values).pk)

    ref = once(actor, idempotency_key(request), act)
    return Status(201, _theme_out(request.user, found, question, ref.id))


@router.put(ONE, auth=write_scope(), response=ThemeOut)
def update_theme(request: HttpRequest, slug: str, key: str, theme_id: int, body: ThemeEditIn) -> ThemeOut:
    """Rename it, or change its keywords. 409 when it moved on since the version that you name."""
    found, question = _question(request, slug, key)
    theme = _theme(question, theme_id)
    edit_theme(actor=Actor(request.user), theme=theme, version=body.version, **_values(body))
    return _theme_out(request.user, found, question, theme_id)


@router.delete(ONE, auth=write_scope(), response={204: None})
def remove_theme(request: HttpRequest, slug: str, key: str, theme_id: int) -> Status[None]:
    """Take it away; the answers stay."""
    _found, question = _question(request, slug, key)
    delete_theme(actor=Actor(request.user), theme=_theme(question, theme_id))
    return Status(204, None)


@router.post(f"{ONE}/answers", auth=write_scope(), response=SortOut)
def sort_answers(request: HttpRequest, slug: str, key: str, theme_id: int, body: SortIn) -> SortOut:
    """Say which answers are about it, or are not. Again changes nothing."""
    _found, question = _question(request, slug, key)
    how = AssignedHow.KEYWORD if body.suggested else AssignedHow.HAND
    theme = _theme(question, theme_id)
    changed = assign_answers(
        actor=Actor(request.user), theme=theme, answers=body.answers, how=how, belongs=body.belongs
    )
    return SortOut(changed=changed)


@router.post(f"{ONE}/quotations", auth=write_scope(), response={201: ThemeOut})
def quote(request: HttpRequest, slug: str, key: str, theme_id: int, body: QuoteIn) -> Status[ThemeOut]:
    """Quote words of an answer for it; the same words again change nothing."""
    found, question = _question(request, slug, key)
    theme, actor = _theme(question, theme_id), Actor(request.user)
    answer = answers_to(question).filter(pk=body.answer).first()
    if answer is None:
        raise Refused(_("This answer was withdrawn meanwhile, or answers another question."))
    exact = validated(QuoteForm({"exact": body.exact}))["exact"]

    def act() -> Ref:
        try:
            return Ref("consultations.quotation", quote_answer(actor=actor, theme=theme, answer=answer, exact=exact).pk)
        except LookupError as error:
            raise Refused(_("This answer cannot be quoted (any more).")) from error

    once(actor, idempotency_key(request), act)
    return Status(201, _theme_out(request.user, found, question, theme_id))


@router.delete(f"{ONE}/quotations/{{int:quotation_id}}", auth=write_scope(), response={204: None})
def unquote(request: HttpRequest, slug: str, key: str, theme_id: int, quotation_id: int) -> Status[None]:
    """Quote these words no more."""
    _found, question = _question(request, slug, key)
    rows = Quotation.objects.filter(theme=_theme(question, theme_id)).select_related("theme", "citation")
    drop_quotation(actor=Actor(request.user), quotation=get_visible(rows, pk=quotation_id))
    return Status(204, None)


def _question(request: HttpRequest, slug: str, key: str) -> tuple[Consultation, Question]:
    found = the_managed(request, slug)
    rows = Question.objects.filter(consultation=found, kind__in=OPEN_KINDS).select_related("consultation__topic")
    return found, get_visible(rows, key=key.replace("\0", ""))


def _theme(question: Question, pk: int) -> Theme:
    return get_visible(Theme.objects.filter(question=question).select_related("question__consultation__topic"), pk=pk)


def _values(body: ThemeIn) -> dict[str, Any]:
    cleaned = validated(ThemeForm({"name": body.name, "keywords": ",".join(body.keywords)}))
    return {"name": cleaned["name"], "keywords": cleaned["keywords"]}


def _themes_out(user: Any, found: Consultation, question: Question) -> list[ThemeOut]:
    quoted = quotations(user, found)
    return [
        ThemeOut(
            id=theme.pk,
            name=theme.name,
            keywords=theme.keywords,
            version=theme.version,
            answers=len(theme.members.all()),
            quotations=[QuotationOut(**_quotation(each)) for each in quoted.get(theme.pk, ())],
        )
        for theme in question.themes.prefetch_related("members")
    ]


def _theme_out(user: Any, found: Consultation, question: Question, pk: int) -> ThemeOut:
    _theme(question, pk)
    return next(theme for theme in _themes_out(user, found, question) if theme.id == pk)


def _quotation(quoted: Any) -> dict[str, Any]:
    names = ("id", "exact", "voice", "group", "language", "offline", "state")
    return {name: getattr(quoted, name) for name in names} | {"answer": quoted.answer_id}


def _answer_out(user: Any, found: Consultation, answer: Answer) -> OpenAnswerOut:
    contribution = answer.contribution
    contribution.consultation = found
    return OpenAnswerOut(
        id=answer.pk,
        contribution=contribution.number,
        text=answer.text,
        voice=voice_of(user, contribution, contribution.visibility),
        group=contribution.group,
        visibility=contribution.visibility,
        themes=[each.theme_id for each in answer.themes.all()],
    )
