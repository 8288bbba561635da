"""Comments on the text, and support for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Schema, Status
from pydantic import Field

from ict4society.consultations.actions.comment import add_comment, edit_comment, withdraw_comment
from ict4society.consultations.actions.support import support_comment, take_support_back
from ict4society.consultations.addresses import comment_url
from ict4society.consultations.api.contributions import LARGEST_ID, SpeakerOut, speaker_out
from ict4society.consultations.api.found import the_comment, the_consultation, the_paragraph
from ict4society.consultations.api.router import router
from ict4society.consultations.forms.voice import CommentEditForm, CommentForm, SupportForm
from ict4society.consultations.models import Comment, Consultation
from ict4society.consultations.queries.comments import shown_comments
from ict4society.foundation.api import (
    Page,
    PageQuery,
    idempotency_key,
    paginate,
    read_scope,
    validated,
    write_scope,
)
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import actor_for


class CommentOut(Schema):
    """A comment or a suggestion."""

    number: int
    url: str
    text_number: int
    text_language: str
    paragraph: str
    kind: str
    exact: str = Field(description="The words that it is about; empty: the whole paragraph.")
    start: int | None = Field(description="Characters into the paragraph's plain text.")
    end: int | None
    prefix: str
    suffix: str
    text: str = Field(description="Markdown.")
    html: str
    replacement: str
    speaker: SpeakerOut
    channel: str
    visibility: str
    language: str
    revision: int
    support: int
    created_at: datetime
    edited_at: datetime | None


class WordingOut(Schema):
    """A wording that a comment had, or has."""

    number: int
    text: str = Field(description="Markdown.")
    replacement: str
    created_at: datetime


class CommentIn(Schema):
    """What you want to say about a paragraph."""

    paragraph: str = Field(max_length=20, description="Key of the paragraph.")
    number: int | None = Field(None, ge=1, le=100_000, description="Of the text's version; the latest when left out.")
    language: str = Field("", max_length=12, description="Of the text that you read; the main one when left out.")
    kind: Literal["comment", "suggestion"] = "comment"
    exact: str = ""
    start: int | None = Field(None, ge=0, le=10_000_000)
    text: str = ""
    replacement: str = ""
    visibility: Literal["public", "nameless", "confidential"] = "public"
    organisation: int | None = Field(None, ge=1, le=LARGEST_ID)
    interest: str = ""


class CommentEditIn(Schema):
    """What it says from now on, and on which revision that is based."""

    revision: int = Field(ge=1, le=2**31 - 1)
    text: str = ""
    replacement: str = ""
    visibility: Literal["public", "nameless", "confidential"] = "public"


class SupportIn(Schema):
    """For whom you support."""

    organisation: int | None = Field(None, ge=1, le=LARGEST_ID)


class SupportOut(Schema):
    """How many support it."""

    support: int


class CommentQuery(PageQuery):
    """Filters of the list."""

    paragraph: str = Field("", max_length=20)
    kind: Literal["", "comment", "suggestion"] = ""


def comment_out(user: Any, found: Consultation, comment: Comment) -> CommentOut:
    """A comment as programs read it."""
    comment.consultation = comment.contribution.consultation = found
    version = comment.paragraph.version
    names = (
        *("number", "kind", "exact", "start", "end", "prefix", "suffix", "text", "html", "replacement", "visibility"),
        *("language", "revision", "created_at", "edited_at"),
    )
    return CommentOut(
        url=comment_url(comment),
        text_number=version.number,
        text_language=version.language,
        paragraph=comment.paragraph_key,
        speaker=speaker_out(user, comment.contribution, comment.visibility, comment.group),
        channel=comment.contribution.channel,
        support=comment.support_count,
        **{name: getattr(comment, name) for name in names},
    )


@router.get("/{slug}/comments", auth=read_scope(optional=True), response=Page[CommentOut])
def list_comments(request: HttpRequest, slug: str, query: Query[CommentQuery]) -> Page[Any]:
    """Those that stand and that you may see, in the order of their numbers."""
    found = the_consultation(request, slug)
    rows = shown_comments(request.user, found, key=query.paragraph)
    if query.kind:
        rows = rows.filter(kind=query.kind)
    return paginate(rows, query, order=("pk",), shape=lambda row: comment_out(request.user, found, row))


@router.post("/{slug}/comments", auth=write_scope(), response={201: CommentOut})
def create_comment(request: HttpRequest, slug: str, body: CommentIn) -> Status[CommentOut]:
    """Comment on a paragraph, or suggest a change of it; on some of its words with ``exact``."""
    found = the_consultation(request, slug)
    paragraph = the_paragraph(found, body.number, body.language, body.paragraph)
    data = {**body.dict(), "acting_as": body.organisation or ""}
    form = CommentForm(data, user=request.user)
    cleaned = validated(form)
    names = ("kind", "text", "replacement", "exact", "start", "visibility")
    values = {name: cleaned[name] for name in names}

    def act() -> Ref:
        return Ref("consultations.comment", add_comment(actor=form.actor(), paragraph=paragraph, **values).pk)

    ref = once(form.actor(), idempotency_key(request), act)
    number = Comment.objects.values_list("number", flat=True).get(pk=ref.id)
    return Status(201, comment_out(request.user, found, the_comment(request, found, number)))


@router.get("/{slug}/comments/{int:number}", auth=read_scope(optional=True), response=CommentOut)
def show_comment(request: HttpRequest, slug: str, number: int) -> CommentOut:
    """One comment."""
    found = the_consultation(request, slug)
    return comment_out(request.user, found, the_comment(request, found, number))


@router.get("/{slug}/comments/{int:number}/wordings", auth=read_scope(optional=True), response=list[WordingOut])
def list_wordings(request: HttpRequest, slug: str, number: int) -> list[WordingOut]:
    """Every wording that it had, the current one first."""
    rows = the_comment(request, the_consultation(request, slug), number).revisions.order_by("-number")
    return [WordingOut.from_orm(row) for row in rows]


@router.put("/{slug}/comments/{int:number}", auth=write_scope(), response=CommentOut)
def update_comment(request: HttpRequest, slug: str, number: int, body: CommentEditIn) -> CommentOut:
    """Edit yours until closing. 409 when it moved on since the revision that you name."""
    found = the_consultation(request, slug)
    comment = the_comment(request, found, number)
    values = validated(CommentEditForm(body.dict(), comment=comment))
    edit_comment(actor=actor_for(request.user, comment.contribution.on_behalf_of_id), comment=comment, **values)
    return comment_out(request.user, found, the_comment(request, found, number))


@router.delete("/{slug}/comments/{int:number}", auth=write_scope(), response={204: None})
def delete_comment(request: HttpRequest, slug: str, number: int) -> Status[None]:
    """Withdraw yours."""
    comment = the_comment(request, the_consultation(request, slug), number)
    withdraw_comment(actor=actor_for(request.user, comment.contribution.on_behalf_of_id), comment=comment)
    return Status(204, None)


@router.put("/{slug}/comments/{int:number}/support", auth=write_scope(), response=SupportOut)
def add_support(request: HttpRequest, slug: str, number: int, body: SupportIn) -> SupportOut:
    """Support a comment; again changes nothing."""
    comment = the_comment(request, the_consultation(request, slug), number)
    form = SupportForm({"acting_as": body.organisation or ""}, user=request.user)
    validated(form)
    support_comment(actor=form.actor(), comment=comment)
    return _support(comment)


@router.delete("/{slug}/comments/{int:number}/support", auth=write_scope(), response=SupportOut)
def remove_support(request: HttpRequest, slug: str, number: int, body: SupportIn) -> SupportOut:
    """Take it back; without one, nothing changes."""
    comment = the_comment(request, the_consultation(request, slug), number)
    take_support_back(actor=actor_for(request.user, body.organisation), comment=comment)
    return _support(comment)


def _support(comment: Comment) -> SupportOut:
    return SupportOut(support=Comment.objects.values_list("support_count", flat=True).get(pk=comment.pk))
