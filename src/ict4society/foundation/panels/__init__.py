"""Panels: what features show beside a thing of another feature that need not know them.

A feature registers a function for a kind of subject in its ``apps.py``; the page of such a thing shows what the
functions answer: the newest threads on a topic, the practices of an organisation, the rounds of a thread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

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
    """What one feature shows: the first ``items`` of ``count``."""

    title: str | Promise
    items: list[PanelItem] = field(default_factory=list)
    count: int | None = None
    more_url: str = ""
    more: str | Promise = ""
    empty: str | Promise = ""
    """What to say when there is nothing yet, on pages that show empty panels."""
    tags: tuple[str, ...] = ()
    """Page-cache tags of what it shows: the page becomes stale with them."""


PanelFunction = Callable[[Any, Any], Panel | None]

_functions: dict[str, dict[str, tuple[int, PanelFunction]]] = defaultdict(dict)


def register_panel(kind: str, name: str, order: int, function: PanelFunction) -> None:
    """Add a panel to the page of everything of that kind.

    ``function(obj, user)`` answers with what the reader may see, in at most two queries; None shows nothing.
    Registering a name again replaces it.
    """
    _functions[kind][name] = (order, function)


def panels_of(kind: str, obj: Any, user: Any) -> list[Panel]:
    """The panels of a thing for its reader, in order."""
    registered = sorted(_functions[kind].items(), key=lambda entry: (entry[1][0], entry[0]))
    return [panel for _name, (_order, function) in registered if (panel := function(obj, user)) is not None]
