"""Plan a meeting, and change the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Forbidden, Refused, require
from ict4society.foundation.richtext import render
from ict4society.meetings.actions.move import StaleMeeting, lock_meeting, save
from ict4society.meetings.actions.timetable import retime
from ict4society.meetings.events import MeetingDrafted, MeetingEdited
from ict4society.meetings.models import AgendaItem, Day, Meeting, Series
from ict4society.meetings.policies import runs_meeting
from ict4society.meetings.states import UPCOMING, MeetingKind
from ict4society.organisations.models import Organisation
from ict4society.topics.models import Topic

MOST_DAYS = 10
FIRST_YEAR, LAST_YEAR = 1990, 2199
LONGEST_DAY = timedelta(hours=24)
Period = tuple[datetime, datetime]
PLAIN = (
    "title",
    "text",
    "language",
    "interpretation",
    "kind",
    "time_zone",
    "place",
    "address",
    "city",
    "country",
    "accessibility",
    "latitude",
    "longitude",
    "link",
)
TOLD = ("title", "kind", "starts_at", "ends_at", "place", "address", "city", "link")
"""What those who come have to know."""


class PlanRefused(Refused):
    """The plan does not hold together; the message says where."""


@dataclass(frozen=True)
class Plan:
    """What somebody wants the meeting to be. ``days`` are UTC; ``series`` is a name, new or known."""

    title: str
    days: Sequence[Period]
    text: str = ""
    language: str = "en"
    interpretation: Sequence[str] = ()
    topic: Topic | None = None
    further_topics: Sequence[Topic] = ()
    hosts: Sequence[Organisation] = ()
    facilitators: Sequence[User] = ()
    series: str = ""
    kind: str = MeetingKind.ONSITE
    time_zone: str = "Europe/Brussels"
    place: str = ""
    address: str = ""
    city: str = ""
    country: str = ""
    accessibility: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    link: str = ""


@transaction.atomic
def draft_meeting(*, actor: Actor, plan: Plan) -> Meeting:
    """Begin a meeting that only those who run it see. Raises Forbidden and PlanRefused."""
    require(actor.user, "meetings.add_meeting")
    days = check_days(plan.days)
    meeting = Meeting(author=actor.user, starts_at=days[0][0], ends_at=days[-1][1])
    _fill(meeting, plan)
    meeting.save()
    _relate(meeting, plan)
    _set_days(meeting, days)
    emit(MeetingDrafted(meeting.pk), actor=actor)
    return meeting


@transaction.atomic
def edit_meeting(*, actor: Actor, meeting: Meeting, version: int, plan: Plan) -> Meeting:
    """Change the plan; ``version`` is the one edited, the same plan changes nothing. Whoever comes is told of a new
    time or place. A meeting that has begun keeps its days.

    Raises Forbidden, also to somebody who would no longer run it, PlanRefused, and StaleMeeting.
    """
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.edit_meeting", locked)
    if locked.version != version:
        raise StaleMeeting(locked)
    days = check_days(plan.days)
    if locked.was_held and days != _days_of(locked):
        raise PlanRefused(_("This meeting has begun: its days stay as they are."))
    before = _state_of(locked)
    _fill(locked, plan)
    locked.starts_at, locked.ends_at = days[0][0], days[-1][1]
    if locked.state in UPCOMING and locked.ends_at <= timezone.now():
        raise PlanRefused(_("That time is over. Choose one that is to come."))
    _relate(locked, plan)
    _set_days(locked, days)
    after = _state_of(locked)
    changed = [name for name in after if before[name] != after[name]]
    if not changed:
        return locked
    if not runs_meeting(actor.user, locked):
        raise Forbidden(_("With this topic and these chairs you would no longer run the meeting."))
    told = bool(set(changed) & {*TOLD, "days"}) and locked.announced_at is not None
    save(locked, *PLAIN, "html", "topic", "series", "starts_at", "ends_at", sequence=told)
    event = MeetingEdited(
        locked.pk,
        locked.version,
        {name: before[name] for name in changed},
        {name: after[name] for name in changed},
        told,
    )
    emit(event, actor=actor)
    return locked


def check_days(days: Sequence[Period]) -> list[Period]:
    """The days in order. Raises PlanRefused: none, too many, one that ends before it begins, two at once."""
    ordered = sorted(days)
    if not ordered:
        raise PlanRefused(_("Say when the meeting is held."))
    if len(ordered) > MOST_DAYS:
        raise PlanRefused(_("A meeting has at most %(most)s days.") % {"most": MOST_DAYS})
    for starts_at, ends_at in ordered:
        if starts_at.year < FIRST_YEAR or ends_at.year > LAST_YEAR:
            raise PlanRefused(_("Choose a year from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR})
        if ends_at <= starts_at:
            raise PlanRefused(_("Each day ends after it begins."))
        if ends_at - starts_at > LONGEST_DAY:
            raise PlanRefused(_("A day lasts at most 24 hours. Enter each day by itself."))
    for (_start, ends_at), (next_start, _end) in pairwise(ordered):
        if next_start < ends_at:
            raise PlanRefused(_("Two of the days are at the same time."))
    return ordered


def _fill(meeting: Meeting, plan: Plan) -> None:
    for name in PLAIN:
        value = getattr(plan, name)
        setattr(meeting, name, list(value) if name == "interpretation" else value)
    meeting.html = str(render(plan.text)) if plan.text else ""
    meeting.topic = plan.topic
    meeting.series = Series.objects.get_or_create(name=plan.series)[0] if plan.series else None


def _relate(meeting: Meeting, plan: Plan) -> None:
    meeting.further_topics.set([topic for topic in plan.further_topics if topic != plan.topic])
    meeting.hosts.set(plan.hosts)
    meeting.facilitators.set(plan.facilitators)


def _set_days(meeting: Meeting, days: list[Period]) -> None:
    """Keep a day's identity by its number, so that calendars move it; what is left over is cancelled there."""
    known = list(Day.objects.filter(meeting=meeting, cancelled_at=None))
    for number, (starts_at, ends_at) in enumerate(days):
        day = known[number] if number < len(known) else Day(meeting=meeting)
        day.starts_at, day.ends_at = starts_at, ends_at
        day.save()
        if number == 0:
            first = day
    for day in known[len(days) :]:
        AgendaItem.objects.filter(day=day).update(day=first)
        if meeting.announced_at is None:
            day.delete()
        else:
            day.cancelled_at = timezone.now()
            day.save(update_fields=["cancelled_at"])
    retime(meeting)


def _days_of(meeting: Meeting) -> list[Period]:
    return list(Day.objects.filter(meeting=meeting, cancelled_at=None).values_list("starts_at", "ends_at"))


def _state_of(meeting: Meeting) -> dict[str, object]:
    """Everything that a plan decides, as plain values for the log."""
    plain = {name: getattr(meeting, name) for name in PLAIN}
    for name in ("latitude", "longitude"):
        value = getattr(meeting, name)
        plain[name] = None if value is None else f"{Decimal(value):.5f}"
    return {
        **plain,
        "topic": meeting.topic_id,
        "series": meeting.series.name if meeting.series else "",
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "days": [[start.isoformat(), end.isoformat()] for start, end in _days_of(meeting)],
        **{
            name: sorted(getattr(meeting, name).values_list("pk", flat=True))
            for name in ("further_topics", "hosts", "facilitators")
        },
    }
