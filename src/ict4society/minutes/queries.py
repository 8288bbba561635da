"""Named reads of minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.meetings.models import Meeting, Registration, Speaker
from ict4society.meetings.policies import meetings_visible_to
from ict4society.meetings.states import SEATED, MeetingState
from ict4society.minutes.models import Correction, Line
from ict4society.minutes.policies import PUBLISHED, lines_visible_to
from ict4society.minutes.states import CorrectionState, LineKind

WITH_VOICES = ("meeting__topic", "item", "speaker", "on_behalf_of", "owner", "done_by", "author")
REMIND_AFTER_DAYS = (1, 3, 7, 14)
"""Days after the end of a meeting on which those who run it are reminded of what is missing."""


def lines_of(meeting: Meeting, user: Any) -> QuerySet[Line]:
    """The lines of a meeting that the reader may see, in order, with the names in them."""
    return lines_visible_to(user).filter(meeting=meeting).select_related(*WITH_VOICES).order_by("number")


def held_meetings(user: Any) -> QuerySet[Meeting]:
    """Meetings whose minutes can be read, the latest first, with their numbers of lines, decisions, open actions."""
    standing = Q(lines__struck_at=None, lines__hidden_at=None)
    return (
        meetings_visible_to(user)
        .filter(state__in=PUBLISHED)
        .select_related("topic", "series")
        .annotate(
            line_count=Count("lines", filter=standing),
            decision_count=Count("lines", filter=standing & Q(lines__kind=LineKind.DECISION)),
            open_count=Count("lines", filter=standing & Q(lines__kind=LineKind.ACTION, lines__done_at=None)),
        )
        .order_by("-starts_at", "-pk")
    )


def actions(user: Any) -> QuerySet[Line]:
    """Actions of all readable minutes: open ones by their deadline, then done ones."""
    rows = lines_visible_to(user).filter(kind=LineKind.ACTION, struck_at=None)
    return rows.select_related(*WITH_VOICES).order_by("done_at", "due_on", "-pk")


def actions_of(person: User) -> QuerySet[Line]:
    """What was given to a person."""
    return actions(person).filter(owner=person)


def overdue_actions() -> QuerySet[Line]:
    """Open actions whose deadline has passed."""
    today = timezone.localdate()
    return Line.objects.filter(kind=LineKind.ACTION, done_at=None, struck_at=None, hidden_at=None, due_on__lt=today)


def spoken_by_group(lines: Iterable[Line]) -> list[tuple[str, int]]:
    """How many lines each stakeholder group has, the most first; '' for lines without a group."""
    counts = Counter(line.group for line in lines if not line.is_gone and (line.speaker_name or line.group))
    return counts.most_common()


def attendance_by_group(meeting: Meeting) -> list[tuple[str, int]]:
    """How many had a seat, by stakeholder group."""
    rows = Registration.objects.filter(meeting=meeting, state__in=SEATED)
    return [
        (row["group"], row["number"]) for row in rows.values("group").annotate(number=Count("pk")).order_by("-number")
    ]


def present(meeting: Meeting) -> list[int]:
    """Ids of those who had a seat or spoke."""
    seated = Registration.objects.filter(meeting=meeting, state__in=SEATED).values_list("user_id", flat=True)
    spoke = Speaker.objects.filter(item__meeting=meeting, user__isnull=False).values_list("user_id", flat=True)
    return sorted({*seated, *(pk for pk in spoke if pk is not None)})


def in_charge(meeting: Meeting) -> list[int]:
    """Ids of those who are told what the minutes need: who planned the meeting and who chairs it."""
    return sorted({meeting.author_id, *meeting.facilitators.values_list("pk", flat=True)})


def open_corrections_of(meeting: Meeting) -> QuerySet[Correction]:
    """Wishes for corrections that have no answer yet."""
    rows = Correction.objects.filter(line__meeting=meeting, state=CorrectionState.PROPOSED)
    return rows.select_related("line", "author").order_by("line__number", "pk")


def meetings_without(what: str) -> QuerySet[Meeting]:
    """Meetings that are over and whose minutes nobody has shown (``lines``), or has made final (``final``)."""
    now = timezone.now()
    over = Meeting.objects.filter(hidden_at=None, ends_at__lt=now - timedelta(days=REMIND_AFTER_DAYS[0]))
    if what == "lines":
        return over.filter(state=MeetingState.RUNNING)
    return over.filter(state=MeetingState.CORRECTION, correction_until__lt=now)
