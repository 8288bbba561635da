"""Who may see, take and correct minutes."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from ict4society.accounts.policies import is_member, is_moderator
from ict4society.meetings.models import Meeting, Registration, Speaker
from ict4society.meetings.policies import can_view_meeting, has_seat, meetings_visible_to, run_by, runs_meeting
from ict4society.meetings.states import HELD, SEATED, MeetingState
from ict4society.minutes.models import Correction, Line

PUBLISHED = (MeetingState.CORRECTION, MeetingState.FINAL)
"""While it is being taken, only those who take it and those in the room read it."""


def lines_visible_to(user: Any) -> QuerySet[Line]:
    """Lines of published minutes of visible meetings; those being taken for whoever runs the meeting or is there.

    A struck line shows its notice; a hidden one is seen by moderators and by those who run the meeting.
    """
    mine = Meeting.objects.filter(run_by(user)).values("pk")
    shown = Q(meeting__state__in=PUBLISHED)
    if is_member(user):
        there = Registration.objects.filter(user_id=user.pk, state__in=SEATED).values("meeting_id")
        shown |= Q(meeting_id__in=there)
    if not is_moderator(user):
        shown &= Q(hidden_at=None)
    return Line.objects.filter(shown | Q(meeting_id__in=mine), meeting_id__in=meetings_visible_to(user).values("pk"))


def can_view_line(user: Any, line: Line) -> bool:
    """The same answer as ``lines_visible_to``, for one."""
    if not can_view_meeting(user, line.meeting):
        return False
    if runs_meeting(user, line.meeting):
        return True
    if line.hidden_at is not None and not is_moderator(user):
        return False
    return line.meeting.state in PUBLISHED or bool(has_seat(user, line.meeting))


def corrections_visible_to(user: Any) -> QuerySet[Correction]:
    """One's own, and those of the meetings that one runs. What was accepted stands in the line."""
    if not is_member(user):
        return Correction.objects.none()
    mine = Meeting.objects.filter(run_by(user)).values("pk")
    return Correction.objects.filter(Q(author_id=user.pk) | Q(line__meeting_id__in=mine))


@rules.predicate
def was_there(user: Any, meeting: Meeting | None) -> bool:
    """Has a seat, or spoke to an item of the agenda."""
    if meeting is None or not is_member(user):
        return False
    return bool(has_seat(user, meeting)) or Speaker.objects.filter(item__meeting=meeting, user_id=user.pk).exists()


def in_state(*states: MeetingState) -> Any:
    """A predicate: the meeting is in one of these states."""

    @rules.predicate(name=f"minutes_in_state:{','.join(states)}")
    def holds(user: Any, meeting: Meeting | None) -> bool:
        return meeting is None or meeting.state in states

    return holds


@rules.predicate
def owns_action(user: Any, line: Line | None) -> bool:
    """The action was given to the person."""
    return line is None or (line.owner_id is not None and line.owner_id == user.pk)


@rules.predicate
def runs_meeting_of(user: Any, line: Line | None) -> bool:
    """Runs the meeting of the line."""
    return bool(runs_meeting(user, line.meeting if line is not None else None))


_held = in_state(*HELD)
_taken = in_state(MeetingState.RUNNING, MeetingState.CORRECTION)

rules.add_perm("minutes.take_line", runs_meeting & _taken)
rules.add_perm("minutes.edit_line", runs_meeting & _held)
rules.add_perm("minutes.strike_line", runs_meeting & _taken)
rules.add_perm("minutes.open_corrections", runs_meeting & in_state(MeetingState.RUNNING))
rules.add_perm("minutes.finish_minutes", runs_meeting & in_state(MeetingState.CORRECTION))
rules.add_perm("minutes.propose_correction", is_member & (was_there | runs_meeting) & in_state(MeetingState.CORRECTION))
rules.add_perm("minutes.decide_correction", runs_meeting & in_state(MeetingState.CORRECTION))
rules.add_perm("minutes.do_action", is_member & (owns_action | runs_meeting_of))
rules.add_perm("minutes.moderate_line", is_moderator)
