"""What practices show on the pages of topics and organisations."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.organisations.models import Organisation
from ict4society.practices.models import Adoption, Practice
from ict4society.practices.queries import practices
from ict4society.topics.models import Topic
from ict4society.topics.panels import Listing, Panel, PanelItem
from ict4society.topics.queries import topic_ids


def topic_panel(topic: Topic, user: Any) -> Listing:
    """The newest practices on the topic."""
    ids = topic_ids(topic)
    rows = practices(user).filter(Q(topic_id__in=ids) | Q(second_topic_id__in=ids))
    panel = Panel(
        title=_("Practices"),
        more_url=reverse("practices:index", query={"topic": topic.slug}),
        more=_("All practices"),
        empty=_("Nobody has told of a practice here yet."),
        tags=("practices",),
    )
    return Listing(panel, rows, partial(_lines, organisation=True))


def organisation_panel(organisation: Organisation, user: Any) -> Listing:
    """What the organisation tells, and what it took over from others."""
    adopted = Adoption.objects.filter(on_behalf_of_id=organisation.pk, hidden_at=None)
    rows = practices(user).filter(Q(on_behalf_of_id=organisation.pk) | Q(pk__in=adopted.values("practice_id")))
    panel = Panel(
        title=_("Practices, own and adopted"),
        more_url=reverse("practices:index"),
        more=_("All practices"),
        tags=("practices",),
    )
    return Listing(panel, rows, partial(_lines, organisation=False))


def _lines(rows: list[Practice], *, organisation: bool) -> list[PanelItem]:
    return [
        PanelItem(
            title=practice.title,
            url=practice.get_absolute_url(),
            meta=f"{practice.on_behalf_of if organisation else practice.topic} · {practice.get_state_display()}",
            language=practice.language,
            at=practice.submitted_at,
        )
        for practice in rows
    ]
