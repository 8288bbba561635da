"""Who is told of what about minutes."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Ref
from ict4society.meetings.models import Meeting
from ict4society.minutes.events import (
    ActionDone,
    ActionOverdue,
    CorrectionDecided,
    CorrectionProposed,
    CorrectionsOpened,
    LineEdited,
    LineTaken,
    MinutesFinished,
    MinutesMissing,
)
from ict4society.minutes.models import Correction, Line
from ict4society.minutes.queries import in_charge, present
from ict4society.minutes.states import CorrectionState


def _meeting(meeting_id: int) -> tuple[Meeting, Ref]:
    return Meeting.objects.get(pk=meeting_id), Ref("meetings.meeting", meeting_id)


def _line(line_id: int) -> tuple[Line, Ref]:
    return Line.objects.select_related("meeting").get(pk=line_id), Ref("minutes.line", line_id)


@notice(LineTaken, LineEdited)
def action_given(record: EventRecord, event: LineTaken | LineEdited) -> Notice | None:
    """Whoever was given the action."""
    if event.owner_id is None:
        return None
    line, ref = _line(event.line_id)
    text = format_lazy(_("You were given an action at “{meeting}”"), meeting=line.meeting.title)
    return Notice(recipients=[event.owner_id], text=text, subject=ref, body=plain(line.text))


@notice(ActionOverdue)
def overdue_told(record: EventRecord, event: ActionOverdue) -> Notice:
    """Whoever was to do it, and those who run the meeting."""
    line, ref = _line(event.line_id)
    owner = [line.owner_id] if line.owner_id else []
    text = format_lazy(
        _("An action of “{meeting}” is overdue since {day}"), meeting=line.meeting.title, day=event.due_on
    )
    return Notice(recipients=[*owner, *in_charge(line.meeting)], text=text, subject=ref, body=plain(line.text))


@notice(ActionDone)
def done_told(record: EventRecord, event: ActionDone) -> Notice:
    """Those who run the meeting."""
    line, ref = _line(event.line_id)
    text = format_lazy(_("An action of “{meeting}” is done"), meeting=line.meeting.title)
    return Notice(recipients=in_charge(line.meeting), text=text, subject=ref, body=event.note or plain(line.text))


@notice(CorrectionsOpened)
def corrections_opened_told(record: EventRecord, event: CorrectionsOpened) -> Notice:
    """Those who were there."""
    meeting, ref = _meeting(event.meeting_id)
    text = format_lazy(
        _("The minutes of “{meeting}” can be read: ask for corrections until {day}"),
        meeting=meeting.title,
        day=event.until[:10],
    )
    return Notice(recipients=present(meeting), text=text, subject=ref, muted_by=(ref,))


@notice(MinutesFinished)
def finished_told(record: EventRecord, event: MinutesFinished) -> Notice:
    """Those who were there, and whoever follows the meeting."""
    meeting, ref = _meeting(event.meeting_id)
    text = format_lazy(_("The minutes of “{meeting}” are final"), meeting=meeting.title)
    return Notice(recipients=present(meeting), text=text, subject=ref, followers_of=(ref,), muted_by=(ref,))


@notice(CorrectionProposed)
def correction_proposed_told(record: EventRecord, event: CorrectionProposed) -> Notice:
    """Those who run the meeting."""
    line, ref = _line(event.line_id)
    correction = Correction.objects.select_related("author").get(pk=event.correction_id)
    text = format_lazy(
        _("{name} asks for a correction of line {number} of “{meeting}”"),
        name=correction.author.name,
        number=line.number,
        meeting=line.meeting.title,
    )
    return Notice(recipients=in_charge(line.meeting), text=text, subject=ref, body=correction.text)


@notice(CorrectionDecided)
def correction_decided_told(record: EventRecord, event: CorrectionDecided) -> Notice | None:
    """Whoever asked for it."""
    if event.state == CorrectionState.WITHDRAWN:
        return None
    line, ref = _line(event.line_id)
    correction = Correction.objects.get(pk=event.correction_id)
    said = (
        _("Your correction of line {number} of “{meeting}” was accepted")
        if event.state == CorrectionState.ACCEPTED
        else _("Your correction of line {number} of “{meeting}” was declined")
    )
    text = format_lazy(said, number=line.number, meeting=line.meeting.title)
    return Notice(recipients=[correction.author_id], text=text, subject=ref, body=event.reason)


@notice(MinutesMissing)
def missing_told(record: EventRecord, event: MinutesMissing) -> Notice:
    """Those who run the meeting."""
    meeting, ref = _meeting(event.meeting_id)
    said = (
        _("“{meeting}” is over: its minutes are still missing")
        if event.what == "lines"
        else _("The corrections of “{meeting}” have ended: its minutes can be made final")
    )
    return Notice(recipients=in_charge(meeting), text=format_lazy(said, meeting=meeting.title), subject=ref)
