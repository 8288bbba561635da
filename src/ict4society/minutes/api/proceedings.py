"""The proceedings for programs: where the minutes stand, who was there, who spoke; and the wordings of a line."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema
from pydantic import Field

from ict4society.foundation.api import read_scope
from ict4society.foundation.policy import get_visible
from ict4society.meetings.policies import meetings_visible_to
from ict4society.meetings.states import HELD
from ict4society.minutes.policies import lines_visible_to
from ict4society.minutes.queries import attendance_by_group, lines_of, spoken_by_group

router = Router()


class GroupCount(Schema):
    """How many of a stakeholder group."""

    group: str = Field(description="Empty: none declared.")
    number: int


class ProceedingsOut(Schema):
    """Where the minutes of a meeting stand, and who took part."""

    meeting: int
    url: str
    state: str
    correction_until: datetime | None
    lines: int = Field(description="How many you may read; see ``/meetings/{id}/lines``.")
    attendance: list[GroupCount] = Field(description="Who had a seat.")
    spoken: list[GroupCount] = Field(description="Lines by the group of who spoke.")


class RevisionOut(Schema):
    """A wording of a line."""

    number: int
    text: str
    created_at: datetime
    reason: str = Field(description="Why final minutes were corrected; else empty.")


def _counts(counts: list[tuple[str, int]]) -> list[GroupCount]:
    return [GroupCount(group=group, number=number) for group, number in counts]


@router.get("/meetings/{meeting_id}", auth=read_scope(optional=True), response=ProceedingsOut)
def show_proceedings(request: HttpRequest, meeting_id: int) -> ProceedingsOut:
    """The minutes of a meeting that has begun."""
    meeting = get_visible(meetings_visible_to(request.user).filter(state__in=HELD), pk=meeting_id)
    lines = list(lines_of(meeting, request.user))
    return ProceedingsOut(
        meeting=meeting.pk,
        url=reverse("minutes:minutes", args=[meeting.pk]),
        state=meeting.state,
        correction_until=meeting.correction_until,
        lines=len(lines),
        attendance=_counts(attendance_by_group(meeting)),
        spoken=_counts(spoken_by_group(lines)),
    )


@router.get("/lines/{line_id}/revisions", auth=read_scope(optional=True), response=list[RevisionOut])
def list_revisions(request: HttpRequest, line_id: int) -> list[RevisionOut]:
    """The wordings of a line, the first one first; none of a line that was struck or hidden."""
    line = get_visible(lines_visible_to(request.user), pk=line_id)
    if line.is_gone:
        return []
    names = ("number", "text", "created_at", "reason")
    return [RevisionOut(**{name: getattr(each, name) for name in names}) for each in line.revisions.all()]
