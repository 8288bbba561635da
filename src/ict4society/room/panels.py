"""The way from a meeting's page into its room."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.panels import Panel, PanelItem
from ict4society.meetings.models import Meeting
from ict4society.meetings.policies import runs_meeting
from ict4society.meetings.states import MeetingState


def meeting_panel(meeting: Meeting, user: Any) -> Panel | None:
    """While it runs."""
    if meeting.state != MeetingState.RUNNING:
        return None
    items = [
        PanelItem(_now("Ask questions and answer statements"), reverse("room:room", args=[meeting.pk])),
        PanelItem(_now("The screen of the room"), reverse("room:screen", args=[meeting.pk])),
    ]
    if runs_meeting(user, meeting):
        items.append(PanelItem(_now("Arrange the room"), reverse("room:control", args=[meeting.pk])))
    return Panel(title=_("In the room now"), items=items)
