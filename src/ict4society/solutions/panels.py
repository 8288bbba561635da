"""What solutions show on the pages of topics and organisations."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.organisations.models import Organisation
from ict4society.solutions.models import Solution, SolutionUse
from ict4society.solutions.queries import solutions
from ict4society.topics.models import Topic
from ict4society.topics.panels import Listing, Panel, PanelItem
from ict4society.topics.queries import topic_ids


def topic_panel(topic: Topic, user: Any) -> Listing:
    """Solutions on the topic, by name."""
    ids = topic_ids(topic)
    rows = solutions(user).filter(Q(topic_id__in=ids) | Q(second_topic_id__in=ids))
    panel = Panel(
        title=_("Solutions"),
        more_url=reverse("solutions:index", query={"topic": topic.slug}),
        more=_("All solutions"),
        empty=_("Nobody has described a solution here yet."),
        tags=("solutions",),
    )
    return Listing(panel, rows, _lines)


def organisation_panel(organisation: Organisation, user: Any) -> Listing:
    """What the organisation offers, and what it says it uses."""
    used = SolutionUse.objects.filter(on_behalf_of_id=organisation.pk, hidden_at=None)
    rows = solutions(user).filter(Q(on_behalf_of_id=organisation.pk) | Q(pk__in=used.values("solution_id")))
    panel = Panel(
        title=_("Solutions, offered and used"),
        more_url=reverse("solutions:index"),
        more=_("All solutions"),
        tags=("solutions",),
    )
    return Listing(panel, rows, _lines)


def _lines(rows: list[Solution]) -> list[PanelItem]:
    return [
        PanelItem(
            title=solution.name,
            url=solution.get_absolute_url(),
            meta=f"{solution.on_behalf_of} · {solution.get_licence_display()}",
        )
        for solution in rows
    ]
