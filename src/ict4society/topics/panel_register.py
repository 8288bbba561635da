"""What is going on in a topic: panels that the features above register, so that topics need not know them.

``function(topic, user)`` answers for the topic and, where it is an area, for the issues below it (``topic_ids``).
"""

from __future__ import annotations

from typing import Any

from ict4society.foundation import panels as shown
from ict4society.foundation.panels import MOST_ITEMS, Listing, Panel, PanelFunction, PanelItem
from ict4society.topics.models import Topic

__all__ = ["MOST_ITEMS", "Listing", "Panel", "PanelItem", "panels", "register_panel"]
KIND = "topics.topic"


def register_panel(name: str, order: int, function: PanelFunction) -> None:
    """Add a panel to the page of every topic; called from ``AppConfig.ready``."""
    shown.register_panel(KIND, name, order, function)


def panels(topic: Topic, user: Any) -> list[Panel]:
    """The panels of a topic for its reader, in order."""
    return shown.panels_of(KIND, topic, user)
