"""What is going on in a topic: panels that the features above register, so that topics need not know them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from ict4society.topics.models import Topic

MOST_ITEMS = 5
"""A panel shows a few things and leads to the rest."""


@dataclass(frozen=True)
class PanelItem:
    """One line of a panel: where it leads, and in ``meta`` a few words beside it (who, how many)."""

    title: str
    url: str
    meta: str | Promise = ""
    language: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Panel:
    """What one feature shows on the page of a topic: the first ``items`` of ``count``."""

    title: str | Promise
    items: list[PanelItem] = field(default_factory=list)
    count: int | None = None
    more_url: str = ""
    more: str | Promise = ""
    empty: str | Promise = ""
    """What to say when there is nothing yet."""
    tags: tuple[str, ...] = ()
    """Page-cache tags of what it shows: the topic's page becomes stale with them."""


PanelFunction = Callable[[Topic, Any], Panel | None]


@dataclass(frozen=True)
class _Registration:
    order: int
    name: str
    function: PanelFunction


_panels: dict[str, _Registration] = {}


def register_panel(name: str, order: int, function: PanelFunction) -> None:
    """Add a panel to the page of every topic; called from ``AppConfig.ready``.

    ``function(topic, user)`` answers for the topic and, where it is an area, for the issues below it (``topic_ids``),
    with what the reader may see, in at most two queries; None shows nothing. Registering a name again replaces it.
    """
    _panels[name] = _Registration(order, name, function)


def panels(topic: Topic, user: Any) -> list[Panel]:
    """The panels of a topic for its reader, in order."""
    registered = sorted(_panels.values(), key=lambda panel: (panel.order, panel.name))
    return [panel for entry in registered if (panel := entry.function(topic, user)) is not None]
