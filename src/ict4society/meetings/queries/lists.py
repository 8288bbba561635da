"""Meetings as lists: to come and over, of a month, of a topic, of an organisation, of a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from ict4society.meetings.models import AgendaItem, Day, Meeting, Registration, Speaker
from ict4society.meetings.policies import meetings_visible_to
from ict4society.meetings.states import MeetingState, RegistrationState, ReviewState
from ict4society.organisations.models import Organisation
from ict4society.topics.models import Topic
from ict4society.topics.queries import topic_ids

WITH = ("topic", "series", "author")
SHOWN_DAYS = Prefetch("days", queryset=Day.objects.filter(cancelled_at=None), to_attr="shown_days")


def meetings(user: Any, *, topic: Topic | None = None) -> QuerySet[Meeting]:
    """The meetings that the person may see, by their beginning; an area stands for its issues too."""
    rows = meetings_visible_to(user).select_related(*WITH)
    if topic is not None:
        rows = rows.filter(of_topic(topic))
    return rows.order_by("starts_at", "pk")


def of_topic(topic: Topic) -> Q:
    """Meetings about the topic, or about one below it."""
    ids = topic_ids(topic)
    further = Meeting.further_topics.through.objects.filter(meeting_id=OuterRef("pk"), topic_id__in=ids)
    return Q(topic_id__in=ids) | Q(Exists(further))


def upcoming_meetings(user: Any, *, topic: Topic | None = None) -> QuerySet[Meeting]:
    """What is to come or goes on, the next one first: for the home page and the list. Not the cancelled ones."""
    rows = meetings(user, topic=topic).filter(announced_at__isnull=False, hidden_at=None, ends_at__gt=timezone.now())
    return rows.exclude(state=MeetingState.CANCELLED)


def past_meetings(user: Any, *, topic: Topic | None = None) -> QuerySet[Meeting]:
    """What is over, and what was cancelled, the latest first."""
    rows = meetings(user, topic=topic).filter(announced_at__isnull=False, hidden_at=None)
    rows = rows.filter(Q(ends_at__lte=timezone.now()) | Q(state=MeetingState.CANCELLED))
    return rows.order_by("-starts_at", "-pk")


def drafts(user: Any) -> QuerySet[Meeting]:
    """What is planned and not announced, for those who run it."""
    return meetings(user).filter(state=MeetingState.DRAFT)


def calendar_month(user: Any, begins: datetime, ends: datetime) -> list[tuple[Day, Meeting]]:
    """The sittings that touch this stretch of time."""
    visible = meetings_visible_to(user).filter(announced_at__isnull=False, hidden_at=None)
    rows = Day.objects.filter(cancelled_at=None, starts_at__lt=ends, ends_at__gt=begins)
    rows = rows.filter(meeting_id__in=visible.values("pk")).select_related("meeting").order_by("starts_at", "pk")
    return [(day, day.meeting) for day in rows[:500]]


def placed_meetings(user: Any, limit: int = 200) -> list[Meeting]:
    """Meetings with a place on the map, those to come first, then the latest."""
    rows = meetings(user).filter(announced_at__isnull=False, hidden_at=None, latitude__isnull=False)
    rows = rows.exclude(state=MeetingState.CANCELLED)
    now = timezone.now()
    coming = list(rows.filter(ends_at__gt=now)[:limit])
    return [*coming, *rows.filter(ends_at__lte=now).order_by("-starts_at", "-pk")[: limit - len(coming)]]


def of_organisation(user: Any, organisation: Organisation) -> QuerySet[Meeting]:
    """Meetings that the organisation hosts, or at which somebody speaks for it."""
    hosts = Meeting.hosts.through.objects.filter(meeting_id=OuterRef("pk"), organisation_id=organisation.pk)
    speaks = Speaker.objects.filter(
        organisation=organisation, item__meeting_id=OuterRef("pk"), item__state=ReviewState.APPROVED
    )
    rows = meetings(user).filter(announced_at__isnull=False, hidden_at=None)
    return rows.filter(Q(Exists(hosts)) | Q(Exists(speaks))).order_by("-starts_at", "-pk")


def speakers_of(organisation: Organisation, rows: list[Meeting]) -> dict[int, list[str]]:
    """Names of those who speak for the organisation, by meeting."""
    found: dict[int, list[str]] = {}
    speakers = Speaker.objects.filter(
        organisation=organisation, item__meeting__in=rows, item__state=ReviewState.APPROVED
    )
    for speaker in speakers.values_list("item__meeting_id", "user__name", "name").order_by("pk"):
        meeting_id, name = speaker[0], speaker[1] or speaker[2]
        if name not in found.setdefault(meeting_id, []):
            found[meeting_id].append(name)
    return found


def takes_part(user: Any) -> QuerySet[Meeting]:
    """The meetings of a person: has a seat or waits for one, chairs, speaks."""
    registered = Registration.objects.filter(meeting_id=OuterRef("pk"), user_id=user.pk)
    registered = registered.exclude(state=RegistrationState.CANCELLED)
    chairs = Meeting.facilitators.through.objects.filter(meeting_id=OuterRef("pk"), user_id=user.pk)
    speaks = AgendaItem.objects.filter(meeting_id=OuterRef("pk"), state=ReviewState.APPROVED, speakers__user_id=user.pk)
    mine = Q(Exists(registered)) | Q(Exists(chairs)) | Q(Exists(speaks)) | Q(author_id=user.pk)
    return meetings(user).filter(mine, announced_at__isnull=False)
