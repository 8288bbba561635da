"""The text in preparation: written or imported, read over, published (its secretariat)."""

from __future__ import annotations

from typing import Literal

from django.http import Http404, HttpRequest
from ninja import File, Form, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from ict4society.consultations.actions.write_text import discard_text, publish_text, save_text
from ict4society.consultations.api.consultations import ParagraphOut, TextOut
from ict4society.consultations.api.found import the_managed
from ict4society.consultations.api.router import router
from ict4society.consultations.forms.set_up import TextForm
from ict4society.consultations.imports.upload import read_upload
from ict4society.consultations.models import Consultation, TextVersion
from ict4society.consultations.queries.texts import unpublished_texts
from ict4society.consultations.states import TextKind
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import idempotency_key, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.subjects import Ref

Kind = Literal["draft", "final"]


class PreparedOut(Schema):
    """A version that readers do not see yet."""

    number: int
    language: str
    kind: str
    revision: int = Field(description="Name it when you save or publish it.")
    source_name: str = Field(description="Of the file from which it was read.")
    left_out: list[str] = Field(description="What could not be taken over, and what does not match other languages.")


class WholePreparedOut(PreparedOut):
    """With its words."""

    source: str = Field(description="Markdown.")
    paragraphs: list[ParagraphOut]


class PreparedIn(Schema):
    """The words, and which revision they replace."""

    source: str = Field(
        min_length=1,
        max_length=2_000_000,
        description="Markdown: # for headings, “1.” for numbered paragraphs, “-” for lists, [^1] for footnotes.",
    )
    kind: Kind = "draft"
    revision: int = Field(0, ge=0, le=2**31 - 1, description="0 for a version that is new.")


class FileIn(Schema):
    """What the file is, and which revision it replaces."""

    kind: Kind = "draft"
    revision: int = Field(0, ge=0, le=2**31 - 1, description="0 for a version that is new.")


class PublishIn(Schema):
    """The revision that you have read."""

    revision: int = Field(ge=1, le=2**31 - 1)


def whole_prepared_out(text: TextVersion) -> WholePreparedOut:
    """With its words, as programs read it."""
    paragraphs = [ParagraphOut.from_orm(paragraph) for paragraph in text.paragraphs.all()]
    return WholePreparedOut(**PreparedOut.from_orm(text).dict(), source=text.source, paragraphs=paragraphs)


@router.get("/{slug}/prepared", auth=read_scope(), response=list[PreparedOut])
def list_prepared(request: HttpRequest, slug: str) -> list[PreparedOut]:
    """Versions that are not published yet, one for each language at most."""
    return [PreparedOut.from_orm(text) for text in unpublished_texts(the_managed(request, slug))]


@router.get("/{slug}/prepared/{language}", auth=read_scope(), response=WholePreparedOut)
def show_prepared(request: HttpRequest, slug: str, language: str) -> WholePreparedOut:
    """One of them, as readers will see it."""
    return whole_prepared_out(_prepared(the_managed(request, slug), language))


@router.put("/{slug}/prepared/{language}", auth=write_scope(), response=WholePreparedOut)
def put_prepared(request: HttpRequest, slug: str, language: str, body: PreparedIn) -> WholePreparedOut:
    """Write it. Paragraphs keep their keys from the version before and from the other languages. 409 when it moved on
    since the revision that you name.
    """
    found = the_managed(request, slug)
    values = validated(TextForm(body.dict()))
    return _saved(request, found, language, values["source"], None, "", body.kind, body.revision)


@router.post("/{slug}/prepared/{language}/file", auth=write_scope(), response=WholePreparedOut)
def import_file(
    request: HttpRequest, slug: str, language: str, body: Form[FileIn], file: File[UploadedFile]
) -> WholePreparedOut:
    """Read it from a DOCX, Markdown or text file (``multipart/form-data``). 409 as for writing."""
    found = the_managed(request, slug)
    upload = validated(TextForm(body.dict(), {"file": file}))["file"]
    source, left_out, name = read_upload(upload)
    return _saved(request, found, language, source, left_out, name, body.kind, body.revision)


@router.delete("/{slug}/prepared/{language}", auth=write_scope(), response={204: None})
def delete_prepared(request: HttpRequest, slug: str, language: str) -> Status[None]:
    """Throw it away."""
    discard_text(actor=Actor(request.user), text=_prepared(the_managed(request, slug), language))
    return Status(204, None)


@router.post("/{slug}/prepared/{language}/publish", auth=write_scope(), response=TextOut)
def publish(request: HttpRequest, slug: str, language: str, body: PublishIn) -> TextOut:
    """Show it to readers. From then on it never changes: comments stand on its words."""
    found, actor = the_managed(request, slug), Actor(request.user)

    def act() -> Ref:
        made = publish_text(actor=actor, text=_prepared(found, language), revision=body.revision)
        return Ref("consultations.text", made.pk)

    ref = once(actor, idempotency_key(request), act)
    return TextOut.from_orm(TextVersion.objects.get(pk=ref.id))


def _prepared(found: Consultation, language: str) -> TextVersion:
    text = next((each for each in unpublished_texts(found) if each.language == language), None)
    if text is None:
        raise Http404
    return text


def _saved(
    request: HttpRequest,
    found: Consultation,
    language: str,
    source: str,
    left_out: list[str] | None,
    name: str,
    kind: Kind,
    revision: int,
) -> WholePreparedOut:
    saved = save_text(
        actor=Actor(request.user),
        consultation=found,
        source=source,
        language=language,
        kind=TextKind(kind),
        revision=revision,
        source_name=name,
        left_out=left_out,
    )
    return whole_prepared_out(saved)
