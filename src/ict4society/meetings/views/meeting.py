"""A meeting."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.foundation.panels import panels_of
from ict4society.foundation.policy import can, public
from ict4society.foundation.ui.pages import page
from ict4society.meetings.mails import where
from ict4society.meetings.models import Meeting
from ict4society.meetings.policies import visible_meeting
from ict4society.meetings.queries.sheet import sheet_of
from ict4society.meetings.seats import seats_of
from ict4society.meetings.states import UPCOMING
from ict4society.meetings.views.shown import rows, tone_of
from ict4society.meetings.when import clock, span, zone_of
from ict4society.organisations.states import StakeholderGroup

VERBS = (
    "run_meeting",
    "edit_meeting",
    "announce_meeting",
    "open_meeting",
    "start_meeting",
    "cancel_meeting",
    "edit_agenda",
    "propose_item",
    "propose_material",
    "decide_proposed",
    "register_meeting",
    "manage_registrations",
    "check_in",
    "view_link",
)


def find_meeting(request: HttpRequest, pk: int) -> Meeting:
    """The meeting if the reader may see it; 404 otherwise."""
    found = visible_meeting(request.user, pk)
    if found is None:
        raise Http404
    return found


@public
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """When and where, the agenda, who can come, slides and papers."""
    found = find_meeting(request, pk)
    user = request.user
    zone = zone_of(user)
    sheet = sheet_of(found, user)
    panels = panels_of("meetings.meeting", found, user)
    context: dict[str, Any] = {
        "meeting": found,
        "tone": tone_of(found),
        "when": [span(day.starts_at, day.ends_at, found.zone, zone) for day, _slots in sheet.days],
        "where": where(found),
        "agenda": [(span(day.starts_at, day.ends_at, found.zone), slots) for day, slots in sheet.days],
        "at": lambda moment: clock(moment.astimezone(found.zone)) if moment else "",
        "materials": sheet.materials,
        "proposed": sheet.proposed,
        "proposed_links": sheet.links,
        "registration": sheet.registration,
        "invited": sheet.invited,
        "seats": seats_of(found) if found.announced_at else None,
        "groups": dict(StakeholderGroup.choices),
        "upcoming": found.state in UPCOMING,
        "may": {verb: can(user, f"meetings.{verb}", found) for verb in VERBS},
        "siblings": rows(sheet.siblings, user, sheet.own),
        "panels": panels,
    }
    tags = (f"meeting:{found.pk}", *(tag for panel in panels for tag in panel.tags))
    return page(request, "meetings/meeting.html", context, tags=tags)
