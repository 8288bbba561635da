"""What changed between the draft and the final text, and what caused it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from ict4society.consultations.actions.respond_change import describe_change
from ict4society.consultations.api.consultations import TextOut
from ict4society.consultations.api.found import the_consultation, the_managed
from ict4society.consultations.api.router import router
from ict4society.consultations.forms.respond import ChangeNoteForm
from ict4society.consultations.models import Consultation, TextVersion
from ict4society.consultations.queries.changes import ParagraphChange, draft_and_final, text_changes
from ict4society.consultations.queries.matrix import MatrixRow, change_causes
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import read_scope, validated, write_scope
from ict4society.foundation.policy import can


class CauseOut(Schema):
    """A comment, a suggestion or an answer because of which a paragraph changed."""

    kind: str = Field(description="comment, suggestion or answer")
    number: int = Field(description="Of the comment; of an answer: of its contribution.")
    voice: str
    group: str
    verdict: str


class ChangeOut(Schema):
    """A paragraph in both texts."""

    key: str
    label: str
    kind: str = Field(description="added, removed, changed or same")
    before: str | None = Field(description="Its words in the draft; null: it was not there.")
    after: str | None = Field(description="Its words in the final text; null: it went.")
    note: str = Field(description="What changed, in a sentence of the secretariat.")
    version: int = Field(description="Of the note; 0: there is none.")
    causes: list[CauseOut]


class ChangesOut(Schema):
    """The last draft, the final text, and every paragraph; no texts and no paragraphs while there is no final text."""

    draft: TextOut | None
    final: TextOut | None
    paragraphs: list[ChangeOut]


class ChangesQuery(Schema):
    """In which language."""

    language: str = Field("", max_length=12, description="The consultation's own when left out.")
    changed: bool = Field(False, description="Leave out paragraphs that stayed as they were.")


class NoteIn(Schema):
    """What changed in a paragraph."""

    note: str
    version: int = Field(0, ge=0, le=2**31 - 1, description="Of the note that you know.")


@router.get("/{slug}/changes", auth=read_scope(optional=True), response=ChangesOut)
def list_changes(request: HttpRequest, slug: str, query: Query[ChangesQuery]) -> ChangesOut:
    """Paragraph by paragraph in the order of the final text; the secretariat also reads one that is in preparation."""
    found = the_consultation(request, slug)
    staff = can(request.user, "consultations.manage_consultation", found)
    draft, final = draft_and_final(found, language=query.language, unpublished=staff)
    return ChangesOut(
        draft=_text_out(draft),
        final=_text_out(final),
        paragraphs=_rows(request.user, found, draft, final, only_changed=query.changed),
    )


@router.put("/{slug}/changes/{key}", auth=write_scope(), response=ChangeOut)
def put_note(request: HttpRequest, slug: str, key: str, body: NoteIn) -> ChangeOut:
    """Say in a sentence what changed (the secretariat). 409 when somebody else has said it meanwhile."""
    found = the_managed(request, slug)
    values = validated(ChangeNoteForm(body.dict()))
    change = describe_change(
        actor=Actor(request.user), consultation=found, paragraph_key=key.replace("\0", ""), **values
    )
    draft, final = draft_and_final(found, unpublished=True)
    rows = _rows(request.user, found, draft, final, only_changed=False)
    unplaced = ChangeOut(
        key=key, label="", kind="same", before=None, after=None, note=change.note, version=change.version, causes=[]
    )
    return next((row for row in rows if row.key == key), unplaced)


def _text_out(text: TextVersion | None) -> TextOut | None:
    return TextOut.from_orm(text) if text is not None else None


def _rows(
    user: Any, found: Consultation, draft: TextVersion | None, final: TextVersion | None, *, only_changed: bool
) -> list[ChangeOut]:
    if draft is None or final is None:
        return []
    causes = change_causes(user, found)
    rows = text_changes(found, draft, final)
    return [_change_out(row, causes.get(row.key, [])) for row in rows if not only_changed or row.kind != "same"]


def _change_out(row: ParagraphChange, causes: list[MatrixRow]) -> ChangeOut:
    return ChangeOut(
        key=row.key,
        label=row.label,
        kind=row.kind,
        before=row.before.plain if row.before is not None else None,
        after=row.after.plain if row.after is not None else None,
        note=row.note.note if row.note is not None else "",
        version=row.note.version if row.note is not None else 0,
        causes=[
            CauseOut(
                kind=each.kind,
                number=each.number,
                voice=each.voice,
                group=each.group,
                verdict=each.response.verdict if each.response is not None else "",
            )
            for each in causes
        ],
    )
