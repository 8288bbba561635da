"""Calendars to subscribe to or to take away: one meeting, a topic, all, and a person's own by its secret address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import can, get_visible, public, signed_in
from ict4society.foundation.ui.pages import page
from ict4society.meetings.actions.calendar_key import make_calendar_key, remove_calendar_key
from ict4society.meetings.ical import MOST_MEETINGS, calendar, feed_window
from ict4society.meetings.models import CalendarKey, Registration
from ict4society.meetings.queries import meetings, takes_part
from ict4society.meetings.states import RegistrationState
from ict4society.meetings.views.meeting import find_meeting
from ict4society.topics.models import Topic

IN_FEEDS = Q(announced_at__isnull=False, hidden_at=None)


@public
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting with its agenda; the link for who may see it."""
    found = find_meeting(request, pk)
    links = frozenset({found.pk}) if can(request.user, "meetings.view_link", found) else frozenset()
    content = calendar(found.title, [found], request.user, agenda=True, links_of=links)
    return _answer(content, f"meeting-{found.pk}.ics", (f"meeting:{found.pk}",))


@public
@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """All meetings, as a visitor sees them."""
    rows = meetings(AnonymousUser()).filter(IN_FEEDS, ends_at__gte=feed_window())
    return _answer(_feed(_("Meetings of the community"), rows), "meetings.ics", ("meetings",))


@public
@require_safe
def of_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings of a topic, as a visitor sees them; an area stands for its issues too."""
    topic = get_visible(Topic.objects.prefetch_related("issues"), slug=slug)
    rows = meetings(AnonymousUser(), topic=topic).filter(IN_FEEDS, ends_at__gte=feed_window())
    name = _("Meetings: %(topic)s") % {"topic": topic}
    return _answer(_feed(name, rows), f"meetings-{topic.slug}.ics", ("meetings",))


@public
@require_safe
def of_person(request: HttpRequest, key: str) -> HttpResponse:
    """A person's own meetings, in their language; whoever knows the secret address reads them, nobody else."""
    try:
        found = CalendarKey.objects.select_related("user").get(key=key, user__is_active=True)
    except (CalendarKey.DoesNotExist, ValueError) as unknown:
        raise Http404 from unknown
    person = found.user
    rows = list(takes_part(person).filter(hidden_at=None, ends_at__gte=feed_window())[:MOST_MEETINGS])
    registrations = Registration.objects.filter(user=person, meeting__in=rows)
    waits = frozenset(row.meeting_id for row in registrations if row.state == RegistrationState.WAITING)
    links = frozenset(meeting.pk for meeting in rows if can(person, "meetings.view_link", meeting))
    with translation.override(person.language):
        content = calendar(_("My meetings"), rows, person, links_of=links, waits=waits)
    response = _answer(content, "my-meetings.ics", ())
    response["Cache-Control"] = "private, no-cache"
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """The addresses to subscribe to; one's own is made, made anew and switched off here."""
    if request.method == "POST":
        actor = Actor(request.user)
        if "remove" in request.POST:
            remove_calendar_key(actor=actor)
            messages.success(request, _("Your own calendar is switched off; its address shows nothing any more."))
        else:
            make_calendar_key(actor=actor)
            messages.success(request, _("Your own calendar has a new address. An earlier one shows nothing any more."))
        return HttpResponseRedirect(reverse("meetings:subscribe"), status=303)
    own = CalendarKey.objects.filter(user_id=request.user.pk or 0).first()
    topics = Topic.objects.filter(parent=None)
    context = {
        "all": request.build_absolute_uri(reverse("meetings:calendar")),
        "own": request.build_absolute_uri(reverse("meetings:person_calendar", args=[own.key])) if own else "",
        "topics": [
            (topic, request.build_absolute_uri(reverse("meetings:topic_calendar", args=[topic.slug])))
            for topic in topics
        ],
    }
    return page(request, "meetings/subscribe.html", context)


def _feed(name: str, rows: Any) -> bytes:
    return calendar(name, rows[:MOST_MEETINGS], AnonymousUser())


def _answer(content: bytes, name: str, tags: Iterable[str]) -> HttpResponse:
    response = HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
    response.page_tags = tuple(tags)  # type: ignore[attr-defined]
    return response
