"""What became of comments and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from ict4society.consultations.actions.respond import AT_ONCE, Seen, respond
from ict4society.consultations.api.found import the_consultation
from ict4society.consultations.models import Consultation
from ict4society.consultations.queries.matrix import (
    MatrixFilter,
    MatrixRow,
    answer_row,
    comment_row,
    matrix_answers,
    matrix_comments,
    matrix_rows,
)
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, PageQuery, paginate, read_scope, write_scope
from ict4society.foundation.policy import require
from ict4society.foundation.subjects import Ref

router = Router()
LARGEST_ID = 2**62
Verdict = Literal["accepted", "partly", "not"]


class ResponseOut(Schema):
    """A comment, a suggestion or an answer with what became of it."""

    kind: str = Field(description="comment, suggestion or answer")
    id: int = Field(description="Of the comment or of the answer.")
    number: int = Field(description="Of the comment; of an answer: of its contribution.")
    where: str
    paragraph: str
    text: str
    replacement: str
    voice: str
    group: str
    visibility: str
    offline: bool
    supports: int
    campaign: int | None
    verdict: str = Field(description="accepted, partly, not; empty: open")
    reason: str
    changed_paragraphs: list[str]
    version: int
    answered_at: datetime | None


class ResponseQuery(PageQuery):
    """Filters of the lists."""

    paragraph: str = Field("", max_length=80)
    group: str = Field("", max_length=20)
    state: Literal["", "open", "accepted", "partly", "not"] = ""
    campaign: int | None = Field(None, ge=1, le=2**31 - 1)

    def wanted(self) -> MatrixFilter:
        """As the matrix reads them."""
        place = self.paragraph.replace("\0", "")
        return MatrixFilter(place, self.group.replace("\0", ""), self.state, campaign=self.campaign)


class RowIn(Schema):
    """A row, and the version of its response that you have seen (0: none)."""

    kind: Literal["comment", "answer"] = "comment"
    id: int = Field(ge=1, le=LARGEST_ID)
    version: int = Field(0, ge=0, le=2**31 - 1)


class RespondIn(Schema):
    """One decision with its reason, for all of these rows."""

    rows: list[RowIn] = Field(min_length=1, max_length=AT_ONCE)
    verdict: Verdict
    reason: str = Field(min_length=1, max_length=5000, description="Markdown.")
    paragraphs: list[str] = Field([], max_length=300, description="Keys of the paragraphs that change because of it.")
    own_paragraph: bool = Field(False, description="Each comment's own paragraph changes.")


def response_out(row: MatrixRow) -> ResponseOut:
    """A row as programs read it."""
    response = row.response
    return ResponseOut(
        kind=row.kind,
        id=row.ref.id,
        number=row.number,
        where=row.where,
        paragraph=row.paragraph_key,
        text=row.text,
        replacement=row.replacement,
        voice=row.voice,
        group=row.group,
        visibility=row.visibility,
        offline=row.offline,
        supports=row.supports,
        campaign=row.campaign,
        verdict=response.verdict if response is not None else "",
        reason=response.reason if response is not None else "",
        changed_paragraphs=row.paragraphs,
        version=row.version,
        answered_at=response.answered_at if response is not None else None,
    )


@router.get("/{slug}/responses", auth=read_scope(optional=True), response=Page[ResponseOut])
def list_responses(request: HttpRequest, slug: str, query: Query[ResponseQuery]) -> Page[Any]:
    """Comments and suggestions, oldest first. Public when the consultation is final; before, for its writers."""
    found = _readable(request, slug)
    rows = matrix_comments(request.user, found, query.wanted())
    return paginate(rows, query, order=("pk",), shape=lambda row: response_out(comment_row(request.user, found, row)))


@router.get("/{slug}/responses/answers", auth=read_scope(optional=True), response=Page[ResponseOut])
def list_answer_responses(request: HttpRequest, slug: str, query: Query[ResponseQuery]) -> Page[Any]:
    """Answers to those open questions whose answers get a response each."""
    found = _readable(request, slug)
    rows = matrix_answers(request.user, found, query.wanted())
    return paginate(rows, query, order=("pk",), shape=lambda row: response_out(answer_row(request.user, found, row)))


@router.post("/{slug}/responses", auth=write_scope(), response=list[ResponseOut])
def give_responses(request: HttpRequest, slug: str, body: RespondIn) -> list[ResponseOut]:
    """Answer many at once. 409 when somebody answered one meanwhile: nothing is written."""
    found = the_consultation(request, slug)
    seen = [Seen(Ref(f"consultations.{row.kind}", row.id), row.version) for row in body.rows]
    respond(
        actor=Actor(request.user),
        consultation=found,
        seen=seen,
        verdict=body.verdict,
        reason=body.reason.replace("\0", ""),
        paragraphs=[key.replace("\0", "")[:20] for key in body.paragraphs],
        own_paragraph=body.own_paragraph,
    )
    return [response_out(row) for row in matrix_rows(request.user, found, [each.ref for each in seen])]


def _readable(request: HttpRequest, slug: str) -> Consultation:
    found = the_consultation(request, slug)
    require(request.user, "consultations.view_responses", found, _("The responses are public when it is final."))
    return found
