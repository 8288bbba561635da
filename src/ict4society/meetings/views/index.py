"""Meetings to come and past: as a list, as a month, on a map."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import can, public
from ict4society.foundation.ui.pages import page
from ict4society.meetings.europe import HEIGHT, WIDTH, coasts, is_inside, project
from ict4society.meetings.forms.meeting import ListFilter, chosen_topic
from ict4society.meetings.models import Meeting
from ict4society.meetings.queries import calendar_month, past_meetings, placed_meetings, upcoming_meetings
from ict4society.meetings.queries.lists import drafts
from ict4society.meetings.views.shown import rows
from ict4society.topics.queries import topic_tree

PER_PAGE = 20
APART = 30
"""Units of the map between two marks; a mark that would cover another stands to the right of its place."""
FIRST_YEAR, LAST_YEAR = 1900, 2199


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is to come, the next one first."""
    return _list(request, "index", upcoming_meetings)


@public
@require_safe
def past(request: HttpRequest) -> HttpResponse:
    """What is over, the latest first."""
    return _list(request, "past", past_meetings)


def _list(request: HttpRequest, route: str, query: Any) -> HttpResponse:
    wanted = ListFilter(request.GET)
    wanted.is_valid()
    topic = chosen_topic(wanted.cleaned_data.get("topic") or "")
    found: QuerySet[Meeting] = query(request.user, topic=topic)
    total = found.count()
    pages = max(1, -(-total // PER_PAGE))
    number = min(wanted.cleaned_data.get("page") or 1, pages)
    may_plan = can(request.user, "meetings.add_meeting")
    context = {
        "route": route,
        "tabs": tabs(route),
        "topic": topic,
        "tree": topic_tree(),
        "rows": rows(found[(number - 1) * PER_PAGE : number * PER_PAGE], request.user),
        "total": total,
        "page": number,
        "pages": pages,
        "previous": _address(route, topic, number - 1) if number > 1 else "",
        "next": _address(route, topic, number + 1) if number < pages else "",
        "may_plan": may_plan,
        "drafts": list(drafts(request.user)[:PER_PAGE]) if may_plan and route == "index" else [],
    }
    return page(request, "meetings/index.html", context, tags=("meetings",))


@public
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """A month as a table: weeks as rows, each sitting in its day, on the reader's clock."""
    zone = timezone.get_current_timezone()
    now = timezone.localtime()
    wanted = ListFilter(request.GET)
    wanted.is_valid()
    year, number = wanted.month_begins(now)
    weeks = calendar.Calendar().monthdatescalendar(year, number)
    begins = datetime.combine(weeks[0][0], datetime.min.time(), tzinfo=zone)
    ends = datetime.combine(weeks[-1][-1] + timedelta(days=1), datetime.min.time(), tzinfo=zone)
    sittings: dict[date, list[dict[str, Any]]] = {}
    for day, meeting in calendar_month(request.user, begins, ends):
        local = day.starts_at.astimezone(zone)
        sittings.setdefault(local.date(), []).append({"meeting": meeting, "at": f"{local:%H:%M}"})
    first = date(year, number, 1)
    context = {
        "tabs": tabs("month"),
        "name": date_format(first, "F Y"),
        "weeks": [
            [
                {
                    "date": day,
                    "words": date_format(day, "l j F"),
                    "inside": day.month == number,
                    "today": day == now.date(),
                    "sittings": sittings.get(day, []),
                }
                for day in week
            ]
            for week in weeks
        ],
        "weekdays": [(date_format(day, "D"), date_format(day, "l")) for day in weeks[0]],
        "zone": str(zone),
        "previous": _month(first - timedelta(days=1)),
        "next": _month(first + timedelta(days=31)),
        "number": sum(len(each) for day, each in sittings.items() if day.month == number),
    }
    return page(request, "meetings/month.html", context, tags=("meetings",))


@public
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Where meetings are held: a picture with numbers, and the list that they belong to."""
    found: dict[tuple[float, float], list[Meeting]] = {}
    for meeting in placed_meetings(request.user):
        key = (round(float(meeting.latitude or 0), 1), round(float(meeting.longitude or 0), 1))
        found.setdefault(key, []).append(meeting)
    points: list[dict[str, Any]] = []
    for number, ((latitude, longitude), meetings) in enumerate(found.items(), start=1):
        x, y = project(latitude, longitude)
        left = x
        while any(abs(other["left"] - left) < APART and abs(other["y"] - y) < APART for other in points):
            left += APART
        points.append(
            {
                "number": number,
                "name": meetings[0].city or meetings[0].place,
                "inside": is_inside(latitude, longitude),
                "x": x,
                "left": left,
                "y": y,
                "coming": any(not meeting.is_over for meeting in meetings),
                "meetings": meetings,
            }
        )
    lines = {row.meeting.pk: row for row in rows([each for group in found.values() for each in group], request.user)}
    for point in points:
        point["rows"] = [lines[meeting.pk] for meeting in point.pop("meetings")]
    context = {"tabs": tabs("places"), "points": points, "coasts": coasts(), "width": WIDTH, "height": HEIGHT}
    return page(request, "meetings/places.html", context, tags=("meetings",))


def tabs(current: str) -> list[dict[str, Any]]:
    """The four ways to look at meetings."""
    names = {"index": _("To come"), "past": _("Past"), "month": _("Month"), "places": _("Map")}
    return [
        {"label": label, "url": reverse(f"meetings:{route}"), "current": route == current}
        for route, label in names.items()
    ]


def _address(route: str, topic: Any, number: int) -> str:
    query = ({"topic": topic.slug} if topic else {}) | {"page": str(number)}
    return reverse(f"meetings:{route}", query=query)


def _month(day: date) -> dict[str, str]:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return {}
    return {"url": reverse("meetings:month", query={"month": f"{day:%Y-%m}"}), "name": date_format(day, "F Y")}
