"""What the ledger shows on the pages of topics and organisations."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.commitments.models import Commitment
from ict4society.commitments.queries import LedgerFilter, ledger
from ict4society.foundation.panels import Listing, Panel, PanelItem
from ict4society.organisations.models import Organisation
from ict4society.topics.models import Topic


def topic_panel(topic: Topic, user: Any) -> Listing:
    """The newest commitments in a topic, with how they stand."""
    panel = Panel(
        title=_("Commitments"),
        more_url=reverse("commitments:index", query={"topic": topic.slug}),
        more=_("All commitments"),
        empty=_("No organisation has committed itself here yet."),
        tags=("commitments",),
    )
    return Listing(panel, ledger(user, LedgerFilter(topic=topic)), partial(_lines, organisation=True))


def organisation_panel(organisation: Organisation, user: Any) -> Listing:
    """What an organisation committed itself to; nothing when that is nothing."""
    panel = Panel(title=_("Commitments"), tags=("commitments",))
    rows = ledger(user, LedgerFilter(organisation=organisation.pk))
    return Listing(panel, rows, partial(_lines, organisation=False), hide_empty=True)


def _lines(rows: list[Commitment], *, organisation: bool) -> list[PanelItem]:
    return [_item(row, str(row.on_behalf_of) if organisation else "") for row in rows]


def _item(row: Commitment, who: str) -> PanelItem:
    standing = str(row.get_standing_display())
    return PanelItem(
        title=row.title,
        url=row.get_absolute_url(),
        meta=f"{who} · {standing}" if who else standing,
        language=row.language,
        at=row.published_at,
    )
