"""Meetings as iCalendar (RFC 5545): one event for each day, in UTC, with updates and cancellations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.richtext import plain
from ict4society.meetings.mails import agenda_text, where
from ict4society.meetings.models import Day, Meeting
from ict4society.meetings.states import MeetingState

PRODUCT = "-//ICT4Society//Meetings//EN"
KEPT = timedelta(days=365)
"""Feeds show what was held in the last year, and everything to come."""
REFRESH = timedelta(hours=1)
MOST_MEETINGS = 500


def calendar(
    name: str,
    meetings: Iterable[Meeting],
    user: Any,
    *,
    agenda: bool = False,
    links_of: frozenset[int] = frozenset(),
    waits: frozenset[int] = frozenset(),
) -> bytes:
    """A calendar of these meetings. ``links_of``: ids of the meetings whose link the owner of the calendar may see;
    ``waits``: those for which they are on the waiting list, shown as tentative.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", name)
    made.add("name", name)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    rows = list(meetings)
    days = _days(rows)
    for meeting in rows:
        own = days.get(meeting.pk, [])
        description = _description(meeting, user, agenda=agenda, link=meeting.pk in links_of)
        for day in own:
            made.add_component(_event(meeting, day, description, len(own) > 1, tentative=meeting.pk in waits))
    return bytes(made.to_ical())


def feed_window(now: datetime | None = None) -> datetime:
    """Meetings that ended before this are not in feeds."""
    return (now or timezone.now()) - KEPT


def _days(meetings: list[Meeting]) -> dict[int, list[Day]]:
    found: dict[int, list[Day]] = {}
    for day in Day.objects.filter(meeting_id__in=[meeting.pk for meeting in meetings]):
        found.setdefault(day.meeting_id, []).append(day)
    return found


def _event(meeting: Meeting, day: Day, description: str, several: bool, *, tentative: bool) -> Any:
    from icalendar import Event

    cancelled = meeting.state == MeetingState.CANCELLED or day.cancelled_at is not None
    address = settings.SITE_URL + reverse("meetings:meeting", args=[meeting.pk])
    made = Event()
    made.add("uid", f"{day.uid}@{settings.SITE_URL.partition('://')[2].partition('/')[0].partition(':')[0]}")
    made.add("dtstamp", meeting.changed_at.astimezone(UTC))
    made.add("last-modified", meeting.changed_at.astimezone(UTC))
    made.add("created", meeting.created_at.astimezone(UTC))
    made.add("sequence", meeting.sequence)
    made.add("dtstart", day.starts_at.astimezone(UTC))
    made.add("dtend", day.ends_at.astimezone(UTC))
    made.add("summary", meeting.title, parameters={"LANGUAGE": meeting.language})
    made.add("status", "CANCELLED" if cancelled else "TENTATIVE" if tentative else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if cancelled or tentative else "OPAQUE")
    made.add("url", address)
    if place := where(meeting):
        made.add("location", place)
    if meeting.latitude is not None and meeting.longitude is not None:
        made.add("geo", (float(meeting.latitude), float(meeting.longitude)))
    if meeting.topic is not None:
        made.add("categories", [str(meeting.topic)])
    made.add("description", f"{description}\n\n{address}".strip())
    return made


def _description(meeting: Meeting, user: Any, *, agenda: bool, link: bool) -> str:
    parts = []
    if meeting.state == MeetingState.CANCELLED:
        parts.append(_("Cancelled: %(reason)s") % {"reason": meeting.cancel_reason})
    if meeting.text:
        parts.append(plain(meeting.text))
    if link and meeting.link:
        parts.append(_("Take part on-line: %(link)s") % {"link": meeting.link})
    if agenda and (text := agenda_text(meeting, user)):
        parts.append(text)
    return "\n\n".join(parts)
