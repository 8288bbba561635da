"""Atom feed of practices: what a visitor may see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import public
from ict4society.practices.models import Practice
from ict4society.practices.queries import practices

MOST_ENTRIES = 50


class PracticeFeed(Feed):
    """The newest practices with what peers said."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Practices")

    def link(self) -> str:
        return reverse("practices:index")

    def items(self) -> list[Practice]:
        return list(practices(AnonymousUser())[:MOST_ENTRIES])

    def item_title(self, item: Practice) -> str:
        return f"{item.title} ({item.get_state_display()})"

    def item_description(self, item: Practice) -> str:
        return item.summary

    def item_author_name(self, item: Practice) -> str:
        return str(item.on_behalf_of)

    def item_pubdate(self, item: Practice) -> datetime | None:
        return item.submitted_at

    def item_updateddate(self, item: Practice) -> datetime | None:
        return item.decided_at or item.submitted_at

    def item_categories(self, item: Practice) -> list[str]:
        return [str(topic) for topic in (item.topic, item.second_topic) if topic]


@public
@require_safe
def practice_feed(request: HttpRequest) -> HttpResponse:
    """Practices."""
    response: Any = PracticeFeed()(request)
    response.page_tags = ("practices",)
    return response
