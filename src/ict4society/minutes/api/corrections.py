"""Corrections, and the stages of minutes, for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from ict4society.foundation.actors import Actor
from ict4society.foundation.api import read_scope, validated, write_scope
from ict4society.foundation.policy import get_visible, require
from ict4society.meetings.models import Meeting
from ict4society.meetings.policies import meetings_visible_to
from ict4society.minutes.actions.correct import decide_correction, withdraw_correction
from ict4society.minutes.actions.stage import finish_minutes, open_corrections, reopen_taking
from ict4society.minutes.forms import AnswerForm
from ict4society.minutes.models import Correction
from ict4society.minutes.policies import corrections_visible_to

router = Router()


class WishOut(Schema):
    """A wish for a correction with its answer."""

    id: int
    line: int
    text: str
    reason: str
    state: str
    answer: str


class AnswerIn(Schema):
    """The answer; declining needs a reason."""

    decision: Literal["accept", "decline"]
    reason: str = ""


class PeriodIn(Schema):
    """Until when corrections can be asked for."""

    until: AwareDatetime


class StageOut(Schema):
    """Where the minutes stand."""

    meeting: int
    state: str
    correction_until: datetime | None = Field(description="Until when those who were there ask for corrections.")


def _wish(request: HttpRequest, correction_id: int) -> Correction:
    rows = corrections_visible_to(request.user).select_related("line__meeting__topic")
    return get_visible(rows, pk=correction_id)


def _out(wish: Correction) -> WishOut:
    names = ("text", "reason", "state", "answer")
    return WishOut(id=wish.pk, line=wish.line_id, **{name: getattr(wish, name) for name in names})


def _stage(meeting: Meeting) -> StageOut:
    return StageOut(meeting=meeting.pk, state=meeting.state, correction_until=meeting.correction_until)


def _run(request: HttpRequest, meeting_id: int) -> Meeting:
    found = get_visible(meetings_visible_to(request.user).select_related("topic"), pk=meeting_id)
    require(request.user, "meetings.run_meeting", found)
    return found


@router.get("/meetings/{meeting_id}/corrections", auth=read_scope(optional=True), response=list[WishOut])
def list_corrections(request: HttpRequest, meeting_id: int) -> list[WishOut]:
    """Wishes for corrections of a meeting's lines that you may see."""
    found = get_visible(meetings_visible_to(request.user), pk=meeting_id)
    return [_out(wish) for wish in corrections_visible_to(request.user).filter(line__meeting=found).order_by("pk")]


@router.post("/corrections/{correction_id}/decision", auth=write_scope(), response=WishOut)
def answer_correction(request: HttpRequest, correction_id: int, body: AnswerIn) -> WishOut:
    """Accept a wish, so that the line says so, or decline it with a reason (who runs the meeting)."""
    wish = _wish(request, correction_id)
    require(request.user, "minutes.decide_correction", wish.line.meeting)
    values = validated(AnswerForm(body.dict()))
    accepted = values["decision"] == "accept"
    decide_correction(actor=Actor(request.user), correction=wish, accepted=accepted, reason=values["reason"])
    return _out(_wish(request, correction_id))


@router.delete("/corrections/{correction_id}", auth=write_scope(), response=WishOut)
def take_correction_back(request: HttpRequest, correction_id: int) -> WishOut:
    """Take your wish back."""
    return _out(withdraw_correction(actor=Actor(request.user), correction=_wish(request, correction_id)))


@router.post("/meetings/{meeting_id}/corrections/open", auth=write_scope(), response=StageOut)
def open_period(request: HttpRequest, meeting_id: int, body: PeriodIn) -> StageOut:
    """End the meeting; those who were there may ask for corrections until then (who runs the meeting)."""
    found = open_corrections(actor=Actor(request.user), meeting=_run(request, meeting_id), until=body.until)
    return _stage(found)


@router.post("/meetings/{meeting_id}/corrections/close", auth=write_scope(), response=StageOut)
def go_on_taking(request: HttpRequest, meeting_id: int) -> StageOut:
    """The meeting goes on, and lines are taken again (who runs the meeting)."""
    found = reopen_taking(actor=Actor(request.user), meeting=_run(request, meeting_id))
    return _stage(found)


@router.post("/meetings/{meeting_id}/final", auth=write_scope(), response=StageOut)
def make_final(request: HttpRequest, meeting_id: int) -> StageOut:
    """From now on a line changes only as a marked erratum (who runs the meeting). 422 before the period has ended."""
    found = finish_minutes(actor=Actor(request.user), meeting=_run(request, meeting_id))
    return _stage(found)
