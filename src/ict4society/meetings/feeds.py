"""Atom feed of meetings: what a visitor may see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import public
from ict4society.meetings.mails import where
from ict4society.meetings.models import Meeting
from ict4society.meetings.queries import meetings
from ict4society.meetings.when import span

MOST_ENTRIES = 50


class MeetingsFeed(Feed):
    """The meetings announced last, with their state."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Meetings of the community")

    def link(self) -> str:
        return reverse("meetings:index")

    def items(self) -> list[Meeting]:
        rows = meetings(AnonymousUser()).order_by("-announced_at", "-pk")
        return list(rows[:MOST_ENTRIES])

    def item_title(self, item: Meeting) -> str:
        return f"{item.title} ({item.get_state_display()})"

    def item_description(self, item: Meeting) -> str:
        when = span(item.starts_at, item.ends_at, item.zone)
        return format_html("<p>{}</p><p>{}</p>", str(when), where(item)) + item.html

    def item_link(self, item: Meeting) -> str:
        return reverse("meetings:meeting", args=[item.pk])

    def item_pubdate(self, item: Meeting) -> datetime | None:
        return item.announced_at

    def item_updateddate(self, item: Meeting) -> datetime:
        return item.changed_at

    def item_categories(self, item: Meeting) -> list[str]:
        return [str(item.topic)] if item.topic else []


@public
@require_safe
def meetings_feed(request: HttpRequest) -> HttpResponse:
    """The feed."""
    response: Any = MeetingsFeed()(request)
    response.page_tags = ("meetings",)
    return response
