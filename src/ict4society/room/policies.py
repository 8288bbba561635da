"""Who may see and do what in the room."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from ict4society.accounts.policies import is_member, is_moderator
from ict4society.meetings.models import Meeting
from ict4society.meetings.policies import can_view_meeting, has_seat, meetings_visible_to, run_by, runs_meeting
from ict4society.meetings.states import MeetingState
from ict4society.room.models import LiveQuestion
from ict4society.room.states import SHOWN


def questions_visible_to(user: Any) -> QuerySet[LiveQuestion]:
    """Questions that were not set aside; those that were are seen by authors and by those who run the meeting."""
    shown = Q(state__in=SHOWN)
    if not is_moderator(user):
        shown &= Q(hidden_at=None)
    if is_member(user):
        shown |= Q(author_id=user.pk, hidden_at=None)
        shown |= Q(meeting_id__in=Meeting.objects.filter(run_by(user)).values("pk"))
    return LiveQuestion.objects.filter(shown, meeting_id__in=meetings_visible_to(user).values("pk"))


def can_view_question(user: Any, question: LiveQuestion) -> bool:
    """The same answer as ``questions_visible_to``, for one."""
    if not can_view_meeting(user, question.meeting):
        return False
    if runs_meeting(user, question.meeting):
        return True
    if question.hidden_at is not None:
        return bool(is_moderator(user)) and question.state in SHOWN
    return question.state in SHOWN or (bool(is_member(user)) and question.author_id == user.pk)


@rules.predicate
def is_running(user: Any, meeting: Meeting | None) -> bool:
    """People are in the room now."""
    return meeting is None or (meeting.state == MeetingState.RUNNING and meeting.hidden_at is None)


rules.add_perm("room.take_part", is_member & (has_seat | runs_meeting) & is_running)
rules.add_perm("room.run_room", runs_meeting)
rules.add_perm("room.moderate_question", is_moderator)
