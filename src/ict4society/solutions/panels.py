"""What solutions show on the pages of topics and organisations."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.organisations.models import Organisation
from ict4society.solutions.models import Solution
from ict4society.solutions.queries import solutions
from ict4society.topics.models import Topic
from ict4society.topics.panels import MOST_ITEMS, Panel, PanelItem
from ict4society.topics.queries import topic_ids


def topic_panel(topic: Topic, user: Any) -> Panel:
    """Solutions on the topic, by name."""
    ids = topic_ids(topic)
    rows = solutions(user).filter(Q(topic_id__in=ids) | Q(second_topic_id__in=ids))
    return Panel(
        title=_("Solutions"),
        items=_items(rows),
        count=rows.count(),
        more_url=reverse("solutions:index", query={"topic": topic.slug}),
        more=_("All solutions"),
        empty=_("Nobody has described a solution here yet."),
        tags=("solutions",),
    )


def organisation_panel(organisation: Organisation, user: Any) -> Panel:
    """What the organisation offers, and what it says it uses."""
    used = Q(uses__on_behalf_of_id=organisation.pk, uses__hidden_at=None)
    rows = solutions(user).filter(Q(on_behalf_of_id=organisation.pk) | used).distinct()
    return Panel(
        title=_("Solutions, offered and used"),
        items=_items(rows),
        count=rows.count(),
        more_url=reverse("solutions:index"),
        more=_("All solutions"),
        tags=("solutions",),
    )


def _items(rows: QuerySet[Solution]) -> list[PanelItem]:
    return [
        PanelItem(
            title=solution.name,
            url=solution.get_absolute_url(),
            meta=f"{solution.on_behalf_of} · {solution.get_licence_display()}",
        )
        for solution in rows[:MOST_ITEMS]
    ]
