"""What became of comments and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import Field

from ict4society.accounts.models import User
from ict4society.consultations.actions.respond import AT_ONCE, Seen, respond
from ict4society.consultations.actions.respond_assign import assign_responses
from ict4society.consultations.api.found import the_consultation
from ict4society.consultations.api.router import router
from ict4society.consultations.forms.respond import RespondForm
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
from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Refused, require
from ict4society.foundation.subjects import Ref

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
    assigned: Literal["", "me", "nobody"] = Field("", description="Who was asked to answer it.")
    text: str = Field("", max_length=200, description="Words that it contains.")
    campaign: int | None = Field(None, ge=1, le=2**31 - 1)

    def wanted(self) -> MatrixFilter:
        """As the matrix reads them."""
        place = self.paragraph.replace("\0", "")
        group, text = self.group.replace("\0", ""), self.text.replace("\0", "")
        return MatrixFilter(place, group, self.state, assigned=self.assigned, text=text, campaign=self.campaign)


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


class AssignIn(Schema):
    """Who is asked to answer these rows."""

    rows: list[RowIn] = Field(min_length=1, max_length=AT_ONCE)
    writer: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of a member; null: nobody any more.")


class AssignOut(Schema):
    """How many were not theirs before."""

    changed: int


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
    require(request.user, "consultations.write_responses", found)
    seen = _seen(body.rows)
    values = validated(RespondForm(body.dict(), labels={}))
    actor = Actor(request.user)

    def act() -> Ref:
        given = respond(
            actor=actor,
            consultation=found,
            seen=seen,
            verdict=values["verdict"],
            reason=values["reason"],
            paragraphs=body.paragraphs,
            own_paragraph=body.own_paragraph,
        )
        return Ref("consultations.response", given[0].pk)

    once(actor, idempotency_key(request), act)
    return [response_out(row) for row in matrix_rows(request.user, found, [each.ref for each in seen])]


@router.post("/{slug}/responses/assignments", auth=write_scope(), response=AssignOut)
def assign(request: HttpRequest, slug: str, body: AssignIn) -> AssignOut:
    """Ask somebody to answer these; they see them from then on. Again changes nothing (the secretariat)."""
    found = the_consultation(request, slug)
    require(request.user, "consultations.assign_responses", found)
    writer = User.objects.filter(pk=body.writer, is_active=True).first() if body.writer is not None else None
    if body.writer is not None and writer is None:
        raise Refused(_("No member has this id."))
    refs = [each.ref for each in _seen(body.rows)]
    changed = assign_responses(actor=Actor(request.user), consultation=found, refs=refs, writer=writer)
    return AssignOut(changed=changed)


def _seen(rows: list[RowIn]) -> list[Seen]:
    """Each row once."""
    sent = {(row.kind, row.id): row.version for row in rows}
    return [Seen(Ref(f"consultations.{kind}", pk), version) for (kind, pk), version in sent.items()]


def _readable(request: HttpRequest, slug: str) -> Consultation:
    found = the_consultation(request, slug)
    require(request.user, "consultations.view_responses", found, _("The responses are public when it is final."))
    return found
