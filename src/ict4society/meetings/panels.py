"""What meetings show on the pages of topics and organisations."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.meetings.models import Meeting
from ict4society.meetings.queries import of_organisation, past_meetings, speakers_of, upcoming_meetings
from ict4society.organisations.models import Organisation
from ict4society.topics.models import Topic
from ict4society.topics.panels import Listing, Panel, PanelItem


def topic_panel(topic: Topic, user: Any) -> Listing:
    """The next meetings; where none is planned, the last ones."""
    panel = Panel(
        title=_("Meetings"),
        more_url=reverse("meetings:index", query={"topic": topic.slug}),
        more=_("All meetings"),
        empty=_("No meeting is planned here."),
        tags=("meetings",),
    )
    coming = upcoming_meetings(user, topic=topic)
    return Listing(panel, coming, _lines, otherwise=past_meetings(user, topic=topic))


def organisation_panel(organisation: Organisation, user: Any) -> Listing:
    """Meetings that it hosts, or at which somebody speaks for it."""
    panel = Panel(
        title=_("Meetings: hosted, or with speakers"),
        more_url=reverse("meetings:index"),
        more=_("All meetings"),
        empty=_("It has not hosted a meeting yet, and nobody spoke for it at one."),
        tags=("meetings",),
    )
    return Listing(panel, of_organisation(user, organisation), partial(_lines, speaking_for=organisation))


def _lines(rows: list[Meeting], speaking_for: Organisation | None = None) -> list[PanelItem]:
    speakers = speakers_of(speaking_for, rows) if speaking_for is not None and rows else {}
    return [
        PanelItem(
            title=meeting.title,
            url=reverse("meetings:meeting", args=[meeting.pk]),
            meta=" · ".join(
                [
                    meeting.state_words,
                    meeting.city or str(meeting.get_kind_display()),
                    *speakers.get(meeting.pk, ()),
                ]
            ),
            language=meeting.language,
            at=meeting.starts_at,
        )
        for meeting in rows
    ]
