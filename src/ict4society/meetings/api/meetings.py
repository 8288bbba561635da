"""Meetings: list, read, plan, change, announce, open, cancel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import can, get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.meetings.actions.advance import (
    announce_meeting,
    cancel_meeting,
    close_registration,
    open_registration,
    start_meeting,
)
from ict4society.meetings.actions.plan import Plan, PlanRefused, draft_meeting, edit_meeting
from ict4society.meetings.api.shapes import DayOut, MeetingEditIn, MeetingIn, MeetingOut, MeetingQuery, ReasonIn
from ict4society.meetings.forms.meeting import CancelForm, MeetingForm
from ict4society.meetings.models import Meeting
from ict4society.meetings.queries import meetings, past_meetings, upcoming_meetings
from ict4society.meetings.queries.lists import SHOWN_DAYS
from ict4society.meetings.when import is_zone
from ict4society.topics.models import Topic

router = Router()
PLAIN = (
    "title",
    "text",
    "html",
    "language",
    "interpretation",
    "kind",
    "state",
    "starts_at",
    "ends_at",
    "time_zone",
    "place",
    "address",
    "city",
    "country",
    "accessibility",
    "invitation_only",
    "registration_closes_at",
    "version",
    "sequence",
    "changed_at",
    "cancel_reason",
)
RELATED = ("further_topics", "hosts", "facilitators", SHOWN_DAYS)


def meeting_out(meeting: Meeting, user: Any) -> MeetingOut:
    """The shape of a meeting for its reader."""
    return MeetingOut(
        id=meeting.pk,
        url=reverse("meetings:meeting", args=[meeting.pk]),
        calendar=reverse("meetings:meeting_calendar", args=[meeting.pk]),
        topic=meeting.topic.slug if meeting.topic else "",
        further_topics=[topic.slug for topic in meeting.further_topics.all()],
        series=meeting.series.name if meeting.series else "",
        hosts=[host.slug for host in meeting.hosts.all()],
        facilitators=[chair.pk for chair in meeting.facilitators.all()],
        days=[DayOut(id=day.pk, starts_at=day.starts_at, ends_at=day.ends_at) for day in meeting.shown_days],  # type: ignore[attr-defined]
        latitude=None if meeting.latitude is None else float(meeting.latitude),
        longitude=None if meeting.longitude is None else float(meeting.longitude),
        link=meeting.link if meeting.link and can(user, "meetings.view_link", meeting) else "",
        **{name: getattr(meeting, name) for name in PLAIN},
    )


def find(request: HttpRequest, meeting_id: int) -> Meeting:
    """The meeting if the caller may see it; 404 otherwise."""
    return get_visible(meetings(request.user).prefetch_related(*RELATED), pk=meeting_id)


@router.get("/meetings", auth=read_scope(optional=True), response=Page[MeetingOut])
def list_meetings(request: HttpRequest, query: Query[MeetingQuery]) -> Page[Any]:
    """Meetings that you may see, by their beginning."""
    topic = get_visible(Topic.objects.prefetch_related("issues"), slug=query.topic) if query.topic else None
    listing: Callable[..., Any] = {"upcoming": upcoming_meetings, "past": past_meetings}.get(query.when, meetings)
    rows = listing(request.user, topic=topic).prefetch_related(*RELATED)
    order = ("-starts_at", "-pk") if query.when == "past" else ("starts_at", "pk")
    return paginate(rows, query, order=order, shape=lambda meeting: meeting_out(meeting, request.user))


@router.post("/meetings", auth=write_scope(), response={201: MeetingOut})
def plan_meeting(request: HttpRequest, body: MeetingIn) -> Status[MeetingOut]:
    """Begin a draft (facilitators)."""
    require(request.user, "meetings.add_meeting")
    actor, plan = Actor(request.user), _plan(body)

    def act() -> Ref:
        return Ref("meetings.meeting", draft_meeting(actor=actor, plan=plan).pk)

    ref = once(actor, idempotency_key(request), act)
    return Status(201, meeting_out(find(request, ref.id), request.user))


@router.get("/meetings/{meeting_id}", auth=read_scope(optional=True), response=MeetingOut)
def show_meeting(request: HttpRequest, meeting_id: int) -> MeetingOut:
    """One meeting."""
    return meeting_out(find(request, meeting_id), request.user)


@router.put("/meetings/{meeting_id}", auth=write_scope(), response=MeetingOut)
def update_meeting(request: HttpRequest, meeting_id: int, body: MeetingEditIn) -> MeetingOut:
    """Change the plan. 409 when it moved on since the version that you name."""
    found = find(request, meeting_id)
    require(request.user, "meetings.edit_meeting", found)
    edit_meeting(actor=Actor(request.user), meeting=found, version=body.version, plan=_plan(body))
    return meeting_out(find(request, meeting_id), request.user)


@router.post("/meetings/{meeting_id}/announce", auth=write_scope(), response=MeetingOut)
def announce(request: HttpRequest, meeting_id: int) -> MeetingOut:
    """Show it to everybody."""
    return _advance(request, meeting_id, announce_meeting)


@router.post("/meetings/{meeting_id}/open", auth=write_scope(), response=MeetingOut)
def open_meeting(request: HttpRequest, meeting_id: int) -> MeetingOut:
    """Let members register."""
    return _advance(request, meeting_id, open_registration)


@router.post("/meetings/{meeting_id}/close", auth=write_scope(), response=MeetingOut)
def close_meeting(request: HttpRequest, meeting_id: int) -> MeetingOut:
    """Take no more registrations."""
    return _advance(request, meeting_id, close_registration)


@router.post("/meetings/{meeting_id}/start", auth=write_scope(), response=MeetingOut)
def start(request: HttpRequest, meeting_id: int) -> MeetingOut:
    """It is running."""
    return _advance(request, meeting_id, start_meeting)


@router.post("/meetings/{meeting_id}/cancel", auth=write_scope(), response=MeetingOut)
def cancel(request: HttpRequest, meeting_id: int, body: ReasonIn) -> MeetingOut:
    """It does not take place; everybody who wanted to come is told why."""
    reason = validated(CancelForm({"reason": body.reason}))["reason"]
    return _advance(request, meeting_id, cancel_meeting, reason=reason)


def _advance(request: HttpRequest, meeting_id: int, action: Callable[..., Meeting], **more: str) -> MeetingOut:
    action(actor=Actor(request.user), meeting=find(request, meeting_id), **more)
    return meeting_out(find(request, meeting_id), request.user)


def _plan(body: MeetingIn) -> Plan:
    """The plan after the checks of the page's form; the moments are taken as they were given."""
    slugs = {body.topic, *body.further_topics}
    known = dict(Topic.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    data: dict[str, Any] = {
        name: getattr(body, name)
        for name in MeetingForm.base_fields
        if hasattr(body, name) and name not in ("topic", "further_topics", "hosts", "facilitators", "version")
    }
    for name in ("latitude", "longitude"):
        value = data[name]
        data[name] = "" if value is None else f"{value:.5f}"
    data["topic"] = str(known.get(body.topic, body.topic))
    data["further_topics"] = [str(known.get(slug, slug)) for slug in body.further_topics]
    data["hosts"] = "\n".join(f"/organisations/{slug}/" for slug in body.hosts)
    data["facilitators"] = "\n".join(f"/people/{pk}/" for pk in body.facilitators)
    try:
        days = [(day.starts_at.astimezone(UTC), day.ends_at.astimezone(UTC)) for day in body.days]
        zone = ZoneInfo(body.time_zone) if is_zone(body.time_zone) else ZoneInfo("UTC")
        for number, (starts_at, ends_at) in enumerate(days, start=1):
            local, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
            data |= {f"date_{number}": local.date().isoformat(), f"begins_{number}": f"{local:%H:%M:%S}"}
            # The form knows hours of one day; what goes past midnight is judged by the action.
            data[f"ends_{number}"] = f"{end:%H:%M:%S}" if end.date() == local.date() and end > local else "23:59:59"
    except (OverflowError, ValueError) as error:
        raise PlanRefused(_("Such a time cannot be kept.")) from error
    form = MeetingForm(data)
    validated(form)
    return replace(form.plan(), days=days)
