"""What partnerships show on the pages of topics and organisations."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.organisations.models import Organisation
from ict4society.partnerships.models import Call, Interest
from ict4society.partnerships.queries import CallFilter, calls
from ict4society.partnerships.states import InterestState
from ict4society.topics.models import Topic
from ict4society.topics.panels import Listing, Panel, PanelItem


def topic_panel(topic: Topic, user: Any) -> Listing:
    """The newest calls and partnerships on the topic."""
    panel = Panel(
        title=_("Partnerships"),
        more_url=reverse("partnerships:index", query={"topic": topic.slug}),
        more=_("All partnerships"),
        empty=_("Nobody looks for partners here now."),
        tags=("partnerships",),
    )
    return Listing(panel, calls(user, CallFilter(topic=topic)), _lines)


def organisation_panel(organisation: Organisation, user: Any) -> Listing:
    """The organisation's calls, and the partnerships in which it takes part."""
    accepted = Interest.objects.filter(on_behalf_of_id=organisation.pk, state=InterestState.ACCEPTED)
    rows = calls(user).filter(Q(on_behalf_of_id=organisation.pk) | Q(pk__in=accepted.values("call_id")))
    panel = Panel(
        title=_("Partnerships"),
        more_url=reverse("partnerships:index"),
        more=_("All partnerships"),
        tags=("partnerships",),
    )
    return Listing(panel, rows, _lines)


def _lines(rows: list[Call]) -> list[PanelItem]:
    return [
        PanelItem(
            title=call.title,
            url=call.get_absolute_url(),
            meta=f"{call.on_behalf_of} · {call.get_state_display()}",
            language=call.language,
            at=call.opened_at,
        )
        for call in rows
    ]
