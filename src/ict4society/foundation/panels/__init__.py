"""Panels: what features show beside a thing of another feature that need not know them.

A feature registers a function for a kind of subject in its ``apps.py``; the page of such a thing shows what the
functions answer: the newest threads on a topic, the practices of an organisation, the rounds of a thread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from ict4society.foundation.database.together import Total, together

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


@dataclass(frozen=True)
class Listing:
    """A panel whose rows have yet to be read: the rows of all listings of a page are read in one statement."""

    panel: Panel
    """Everything but ``items`` and ``count``."""
    rows: QuerySet[Any]
    """In order, only what the reader may see; the first few are shown."""
    lines: Callable[[list[Any]], list[PanelItem]]
    """The lines for the rows that are shown, without a query for each."""
    most: int = MOST_ITEMS
    otherwise: QuerySet[Any] | None = None
    """What to show where there are no ``rows``; they are still what is counted."""
    instead: Panel | None = None
    """What the reader sees where there is nothing to show: an invitation to begin."""
    hide_empty: bool = False

    @property
    def queries(self) -> tuple[QuerySet[Any] | Total, ...]:
        """What has to be read: the rows, how many there are, and the other rows."""
        return (self.rows[: self.most], Total(self.rows), *(() if self.otherwise is None else (self._others,)))

    @property
    def _others(self) -> QuerySet[Any]:
        return (self.rows.none() if self.otherwise is None else self.otherwise)[: self.most]

    def filled(self, rows: list[Any], count: int, others: list[Any]) -> Panel | None:
        """The panel with its rows; None where there are none and it says nothing then."""
        shown = rows or others
        if not shown and (self.hide_empty or self.instead is not None):
            return self.instead
        return replace(self.panel, items=self.lines(shown), count=count)


PanelFunction = Callable[[Any, Any], Panel | Listing | None]

_functions: dict[str, dict[str, tuple[int, PanelFunction]]] = defaultdict(dict)


def register_panel(kind: str, name: str, order: int, function: PanelFunction) -> None:
    """Add a panel to the page of everything of that kind.

    ``function(obj, user)`` answers with what the reader may see: best a ``Listing``, which asks nothing itself; a
    ``Panel`` where the feature had to read for itself; None shows nothing. Registering a name again replaces it.
    """
    _functions[kind][name] = (order, function)


def panels_of(kind: str, obj: Any, user: Any) -> list[Panel]:
    """The panels of a thing for its reader, in order: one statement for all listings."""
    registered = sorted(_functions[kind].items(), key=lambda entry: (entry[1][0], entry[0]))
    return filled([function(obj, user) for _name, (_order, function) in registered])


def filled(answers: list[Panel | Listing | None]) -> list[Panel]:
    """Panels as they are, listings with their rows, without those that show nothing."""
    queries = [query for answer in answers if isinstance(answer, Listing) for query in answer.queries]
    read = iter(together(*queries))
    panels: list[Panel | None] = []
    for answer in answers:
        if isinstance(answer, Listing):
            rows, count = next(read), next(read)
            panels.append(answer.filled(rows, count, next(read) if answer.otherwise is not None else []))
        else:
            panels.append(answer)
    return [panel for panel in panels if panel is not None]
