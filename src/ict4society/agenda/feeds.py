"""Atom feed of the agenda: what a visitor may see."""

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

from ict4society.agenda.models import Proposal
from ict4society.agenda.queries import proposals
from ict4society.agenda.states import ProposalState
from ict4society.foundation.policy import public

MOST_ENTRIES = 50
SHOWN = (ProposalState.OPEN, ProposalState.ON_AGENDA, ProposalState.DECLINED)


class AgendaFeed(Feed):
    """The newest proposals with what was decided about them."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("The community's agenda")

    def link(self) -> str:
        return reverse("agenda:index")

    def items(self) -> list[Proposal]:
        return list(proposals(AnonymousUser()).filter(state__in=SHOWN)[:MOST_ENTRIES])

    def item_title(self, item: Proposal) -> str:
        return f"{item.title} ({item.get_state_display()})"

    def item_description(self, item: Proposal) -> str:
        return item.html

    def item_link(self, item: Proposal) -> str:
        return reverse("agenda:proposal", args=[item.pk])

    def item_author_name(self, item: Proposal) -> str:
        return f"{item.author.name} ({item.on_behalf_of.name})" if item.on_behalf_of else item.author.name

    def item_pubdate(self, item: Proposal) -> datetime | None:
        return item.opened_at

    def item_updateddate(self, item: Proposal) -> datetime | None:
        return item.decided_at or item.opened_at

    def item_categories(self, item: Proposal) -> list[str]:
        return [str(item.topic)]


@public
@require_safe
def agenda_feed(request: HttpRequest) -> HttpResponse:
    """The agenda."""
    response: Any = AgendaFeed()(request)
    response.page_tags = ("agenda",)
    return response
