"""Remind whoever has a seat, and the chairs: once for each person, kind and beginning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ict4society.foundation.events.emit import emit
from ict4society.foundation.tasks import defer
from ict4society.meetings.models import Meeting, Registration, Reminder
from ict4society.meetings.registration_events import ReminderDue
from ict4society.meetings.states import SEATED, UPCOMING, MeetingKind
from ict4society.meetings.when import days_before

TASK = "meetings.remind"
WEEK, DAY, SOON = "week", "day", "soon"
SOON_BEFORE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that is to go out."""

    meeting_id: int
    user_id: int
    kind: str
    starts_at: datetime


def due_times(meeting: Meeting) -> list[tuple[str, datetime]]:
    """When each kind is due, earliest first: at the same time on the clock of the meeting's zone, seven days and one
    day before, whatever the clocks did in between; an hour before, for those who take part on-line.
    """
    return [
        (WEEK, days_before(meeting.starts_at, 7, meeting.zone)),
        (DAY, days_before(meeting.starts_at, 1, meeting.zone)),
        (SOON, meeting.starts_at - SOON_BEFORE),
    ]


def kind_due(meeting: Meeting, now: datetime) -> tuple[str, datetime] | None:
    """The one kind that is due now: the latest whose time has come. Earlier ones are not made up for."""
    passed = [(kind, at) for kind, at in due_times(meeting) if at <= now]
    return passed[-1] if passed and now < meeting.starts_at else None


def due_reminders(now: datetime | None = None) -> list[Due]:
    """Everything that is due and was not sent: who had a seat when it fell due."""
    now = now or timezone.now()
    soon = Meeting.objects.filter(state__in=UPCOMING, hidden_at=None, starts_at__gt=now)
    found = []
    for meeting in soon.filter(starts_at__lte=now + timedelta(days=8)).prefetch_related("facilitators"):
        current = kind_due(meeting, now)
        if current is None:
            continue
        kind, at = current
        seated = Registration.objects.filter(meeting=meeting, state__in=SEATED, seated_at__lte=at)
        if kind == SOON:
            seated = seated.filter(attends=MeetingKind.ONLINE)
        people = set(seated.values_list("user_id", flat=True))
        if kind != SOON:
            people |= {meeting.author_id, *(chair.pk for chair in meeting.facilitators.all())}
        sent = Reminder.objects.filter(meeting=meeting, kind=kind, starts_at=meeting.starts_at)
        people -= set(sent.values_list("user_id", flat=True))
        found += [Due(meeting.pk, person, kind, meeting.starts_at) for person in sorted(people)]
    return found


def defer_due_reminders() -> int:
    """Queue a job for each; returns how many. Queued twice, the second finds the receipt of the first."""
    due = due_reminders()
    for each in due:
        defer(
            TASK,
            meeting_id=each.meeting_id,
            user_id=each.user_id,
            kind=each.kind,
            starts_at=each.starts_at.isoformat(),
        )
    return len(due)


@transaction.atomic
def remind(*, meeting_id: int, user_id: int, kind: str, starts_at: datetime) -> bool:
    """Remind one person, unless that was done or the meeting was moved, cancelled or has begun; whether it was.

    The receipt and the event (from which notice and mail follow, once) are committed together.
    """
    meeting = Meeting.objects.filter(pk=meeting_id, state__in=UPCOMING, starts_at=starts_at, hidden_at=None).first()
    if meeting is None or meeting.starts_at <= timezone.now():
        return False
    runs = meeting.author_id == user_id or meeting.facilitators.filter(pk=user_id).exists()
    if not runs and not Registration.objects.filter(meeting=meeting, user_id=user_id, state__in=SEATED).exists():
        return False
    _receipt, fresh = Reminder.objects.get_or_create(meeting=meeting, user_id=user_id, kind=kind, starts_at=starts_at)
    if fresh:
        emit(ReminderDue(meeting.pk, user_id, kind), actor=None)
    return fresh
