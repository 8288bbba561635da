"""Minutes for programs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from ict4society.foundation.actors import Actor
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
from ict4society.foundation.policy import get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.meetings.models import Meeting
from ict4society.meetings.policies import meetings_visible_to
from ict4society.minutes.actions.correct import propose_correction
from ict4society.minutes.actions.do import finish_action, reopen_action
from ict4society.minutes.actions.take import edit_line, strike_line, take_line
from ict4society.minutes.export import line_record
from ict4society.minutes.forms import CorrectionForm, DoneForm, LineForm, StrikeForm
from ict4society.minutes.models import Line
from ict4society.minutes.policies import lines_visible_to
from ict4society.minutes.queries import WITH_VOICES, actions
from ict4society.minutes.voices import key_of

router = Router()
Kind = Literal["note", "decision", "action", "dissent"]


class LineOut(Schema):
    """A line of the minutes."""

    id: int
    number: int
    url: str
    kind: str
    item: str | None
    text: str = Field(description="Markdown; empty when the line was struck or hidden.")
    language: str
    revision: int
    speaker: str = Field(description="Empty: the meeting as a whole.")
    on_behalf_of: str | None
    group: str
    owner: str | None
    due_on: date | None
    done_at: datetime | None
    said_at: datetime
    struck: bool


class LineIn(Schema):
    """What was said, by whom; of an action, who does it and until when."""

    text: str
    kind: Kind = "note"
    item: int | None = Field(None, description="Id of the item of the agenda.")
    language: str = ""
    speaker: int | None = Field(None, description="Id of a member who has a seat or speaks.")
    speaker_name: str = Field("", description="Of somebody else.")
    group: str = Field("", description="Stakeholder group of somebody else.")
    owner: int | None = Field(None, description="Id of a member who has a seat or speaks.")
    owner_name: str = ""
    due_on: date | None = None


class LineEditIn(LineIn):
    """What it says from now on, and on which revision that is based."""

    revision: int
    reason: str = Field("", description="Needed once the minutes are final.")


class ReasonIn(Schema):
    """Why."""

    reason: str


class NoteIn(Schema):
    """How it was done."""

    note: str = ""


class CorrectionIn(Schema):
    """Another wording."""

    text: str
    reason: str = ""


class CorrectionOut(Schema):
    """A wish for a correction."""

    id: int
    line: int
    state: str


class ActionQuery(PageQuery):
    """Filters of the list."""

    state: Literal["", "open", "done"] = ""
    mine: bool = False


def _out(line: Line) -> LineOut:
    return LineOut(**line_record(line))


def _line(request: HttpRequest, line_id: int) -> Line:
    return get_visible(lines_visible_to(request.user).select_related(*WITH_VOICES), pk=line_id)


def _meeting(request: HttpRequest, meeting_id: int) -> Meeting:
    return get_visible(meetings_visible_to(request.user).select_related("topic"), pk=meeting_id)


def _form(body: LineIn, meeting: Meeting, line: Line | None = None) -> LineForm:
    data: dict[str, Any] = body.dict()
    data |= {"speaker": key_of(body.speaker, ""), "owner": key_of(body.owner, ""), "item": body.item or ""}
    form = LineForm(data, meeting=meeting, line=line)
    validated(form)
    return form


@router.get("/meetings/{meeting_id}/lines", auth=read_scope(optional=True), response=Page[LineOut])
def list_lines(request: HttpRequest, meeting_id: int, query: Query[PageQuery]) -> Page[Any]:
    """The lines of a meeting, by their numbers."""
    meeting = _meeting(request, meeting_id)
    rows = lines_visible_to(request.user).filter(meeting=meeting).select_related(*WITH_VOICES)
    return paginate(rows, query, order=("number",), shape=_out)


@router.post("/meetings/{meeting_id}/lines", auth=write_scope(), response={201: LineOut})
def create_line(request: HttpRequest, meeting_id: int, body: LineIn) -> Status[LineOut]:
    """Take a line down; for those who run the meeting."""
    meeting = _meeting(request, meeting_id)
    require(request.user, "minutes.take_line", meeting)
    form, actor = _form(body, meeting), Actor(request.user)

    def act() -> Ref:
        return Ref("minutes.line", take_line(actor=actor, meeting=meeting, wording=form.wording()).pk)

    ref = once(actor, idempotency_key(request), act)
    return Status(201, _out(_line(request, ref.id)))


@router.get("/lines/{line_id}", auth=read_scope(optional=True), response=LineOut)
def show_line(request: HttpRequest, line_id: int) -> LineOut:
    """One line."""
    return _out(_line(request, line_id))


@router.put("/lines/{line_id}", auth=write_scope(), response=LineOut)
def update_line(request: HttpRequest, line_id: int, body: LineEditIn) -> LineOut:
    """Change a line. 409 when it moved on since the revision that you name."""
    line = _line(request, line_id)
    require(request.user, "minutes.edit_line", line.meeting)
    form = _form(body, line.meeting, line)
    edit_line(
        actor=Actor(request.user), line=line, revision=body.revision, wording=form.wording(), reason=body.reason[:300]
    )
    return _out(_line(request, line_id))


@router.post("/lines/{line_id}/strike", auth=write_scope(), response=LineOut)
def strike(request: HttpRequest, line_id: int, body: ReasonIn) -> LineOut:
    """Take a line out; its number stays."""
    values = validated(StrikeForm(body.dict()))
    strike_line(actor=Actor(request.user), line=_line(request, line_id), reason=values["reason"])
    return _out(_line(request, line_id))


@router.post("/lines/{line_id}/corrections", auth=write_scope(), response={201: CorrectionOut})
def correct(request: HttpRequest, line_id: int, body: CorrectionIn) -> Status[CorrectionOut]:
    """Ask for another wording; for those who were there."""
    line, actor = _line(request, line_id), Actor(request.user)
    values = validated(CorrectionForm(body.dict()))

    def act() -> Ref:
        return Ref("minutes.correction", propose_correction(actor=actor, line=line, **values).pk)

    ref = once(actor, idempotency_key(request), act)
    return Status(201, CorrectionOut(id=ref.id, line=line.pk, state="proposed"))


@router.get("/actions", auth=read_scope(optional=True), response=Page[LineOut])
def list_actions(request: HttpRequest, query: Query[ActionQuery]) -> Page[Any]:
    """What is to be done, and what was done."""
    rows = actions(request.user)
    if query.state:
        rows = rows.filter(done_at__isnull=query.state == "open")
    if query.mine:
        rows = rows.filter(owner_id=request.user.pk)
    return paginate(rows, query, order=("-pk",), shape=_out)


@router.post("/lines/{line_id}/done", auth=write_scope(), response=LineOut)
def done(request: HttpRequest, line_id: int, body: NoteIn) -> LineOut:
    """The action is done; for who does it and those who run the meeting."""
    values = validated(DoneForm(body.dict()))
    finish_action(actor=Actor(request.user), line=_line(request, line_id), note=values["note"])
    return _out(_line(request, line_id))


@router.post("/lines/{line_id}/reopen", auth=write_scope(), response=LineOut)
def reopen(request: HttpRequest, line_id: int) -> LineOut:
    """It is not done after all."""
    reopen_action(actor=Actor(request.user), line=_line(request, line_id))
    return _out(_line(request, line_id))
