"""What the ledger shows on the pages of topics and organisations."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.commitments.models import Commitment
from ict4society.commitments.queries import LedgerFilter, ledger
from ict4society.foundation.panels import MOST_ITEMS, Panel, PanelItem
from ict4society.organisations.models import Organisation
from ict4society.topics.models import Topic


def topic_panel(topic: Topic, user: Any) -> Panel:
    """The newest commitments in a topic, with how they stand."""
    rows = ledger(user, LedgerFilter(topic=topic))
    return Panel(
        title=_("Commitments"),
        items=[_item(row, str(row.on_behalf_of)) for row in rows[:MOST_ITEMS]],
        count=rows.count(),
        more_url=reverse("commitments:index", query={"topic": topic.slug}),
        more=_("All commitments"),
        empty=_("No organisation has committed itself here yet."),
        tags=("commitments",),
    )


def organisation_panel(organisation: Organisation, user: Any) -> Panel | None:
    """What an organisation committed itself to; None when that is nothing."""
    rows = ledger(user, LedgerFilter(organisation=organisation.pk))
    items = [_item(row, "") for row in rows[:MOST_ITEMS]]
    if not items:
        return None
    return Panel(title=_("Commitments"), items=items, count=rows.count(), tags=("commitments",))


def _item(row: Commitment, who: str) -> PanelItem:
    standing = str(row.get_standing_display())
    return PanelItem(
        title=row.title,
        url=row.get_absolute_url(),
        meta=f"{who} · {standing}" if who else standing,
        language=row.language,
        at=row.published_at,
    )
