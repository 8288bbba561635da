"""Atom feed of the ledger: what a visitor may see."""

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

from ict4society.commitments.models import Commitment
from ict4society.commitments.queries import ledger
from ict4society.foundation.policy import public

MOST_ENTRIES = 50


class LedgerFeed(Feed):
    """The newest commitments with how they stand."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Commitments of organisations")

    def link(self) -> str:
        return reverse("commitments:index")

    def items(self) -> list[Commitment]:
        return list(ledger(AnonymousUser())[:MOST_ENTRIES])

    def item_title(self, item: Commitment) -> str:
        return f"{item.on_behalf_of}: {item.title} ({item.get_standing_display()})"

    def item_description(self, item: Commitment) -> str:
        return item.html

    def item_link(self, item: Commitment) -> str:
        return item.get_absolute_url()

    def item_author_name(self, item: Commitment) -> str:
        return str(item.on_behalf_of)

    def item_pubdate(self, item: Commitment) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Commitment) -> datetime | None:
        return item.withdrawn_at or item.rebased_at or item.published_at

    def item_categories(self, item: Commitment) -> list[str]:
        return [str(item.topic)]


@public
@require_safe
def ledger_feed(request: HttpRequest) -> HttpResponse:
    """The ledger."""
    response: Any = LedgerFeed()(request)
    response.page_tags = ("commitments",)
    return response
