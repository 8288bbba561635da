"""What meetings show on the pages of topics and organisations."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.meetings.models import Meeting
from ict4society.meetings.queries import of_organisation, past_meetings, speakers_of, upcoming_meetings
from ict4society.organisations.models import Organisation
from ict4society.topics.models import Topic
from ict4society.topics.panels import MOST_ITEMS, Panel, PanelItem


def topic_panel(topic: Topic, user: Any) -> Panel:
    """The next meetings; where none is planned, the last ones."""
    coming = upcoming_meetings(user, topic=topic)
    rows = list(coming[:MOST_ITEMS]) or list(past_meetings(user, topic=topic)[:MOST_ITEMS])
    return Panel(
        title=_("Meetings"),
        items=_items(rows),
        count=coming.count(),
        more_url=reverse("meetings:index", query={"topic": topic.slug}),
        more=_("All meetings"),
        empty=_("No meeting is planned here."),
        tags=("meetings",),
    )


def organisation_panel(organisation: Organisation, user: Any) -> Panel:
    """Meetings that it hosts, or at which somebody speaks for it."""
    rows: QuerySet[Meeting] = of_organisation(user, organisation)
    shown = list(rows[:MOST_ITEMS])
    return Panel(
        title=_("Meetings: hosted, or with speakers"),
        items=_items(shown, speakers_of(organisation, shown)),
        count=rows.count(),
        more_url=reverse("meetings:index"),
        more=_("All meetings"),
        empty=_("It has not hosted a meeting yet, and nobody spoke for it at one."),
        tags=("meetings",),
    )


def _items(rows: list[Meeting], speakers: dict[int, list[str]] | None = None) -> list[PanelItem]:
    return [
        PanelItem(
            title=meeting.title,
            url=reverse("meetings:meeting", args=[meeting.pk]),
            meta=" · ".join(
                [
                    meeting.state_words,
                    meeting.city or str(meeting.get_kind_display()),
                    *(speakers or {}).get(meeting.pk, ()),
                ]
            ),
            language=meeting.language,
            at=meeting.starts_at,
        )
        for meeting in rows
    ]
