"""What the map shows on the page of a topic."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.knowledge_map.models import Element
from ict4society.knowledge_map.policies import elements_visible_to
from ict4society.knowledge_map.queries.elements import in_cell, on_the_map
from ict4society.knowledge_map.search import element_url
from ict4society.topics.models import Topic
from ict4society.topics.panels import Listing, Panel, PanelItem
from ict4society.topics.queries import topic_ids


def elements_panel(topic: Topic, user: Any) -> Listing:
    """The newest elements placed at the topic or below it."""
    elements = in_cell(on_the_map(elements_visible_to(user)), topic_ids(topic)).order_by("-published_at", "-pk")
    panel = Panel(
        title=_("On the map"),
        more_url=reverse("knowledge_map:elements", query={"topic": topic.slug}),
        more=_("All elements"),
        empty=_("No element yet: what is said here has not been brought on to the map."),
        tags=("map",),
    )
    return Listing(panel, elements, _lines)


def _lines(rows: list[Element]) -> list[PanelItem]:
    return [
        PanelItem(
            title=element.title,
            url=element_url(element),
            meta=element.get_kind_display(),
            language=element.language,
            at=element.published_at,
        )
        for element in rows
    ]
