"""What the features above show on an organisation's page: what it said and did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from ict4society.organisations.models import Organisation


@dataclass(frozen=True)
class PanelItem:
    """One line of a panel."""

    title: str
    url: str
    meta: str | Promise = ""
    language: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Panel:
    """One section: the first ``items`` of ``count``; nothing is shown when there are none."""

    title: str | Promise
    items: list[PanelItem] = field(default_factory=list)
    count: int | None = None
    more_url: str = ""
    more: str | Promise = ""
    tags: tuple[str, ...] = ()
    """Page-cache tags of what it shows."""


PanelFunction = Callable[[Organisation, Any], Panel | None]
_panels: dict[str, tuple[int, PanelFunction]] = {}


def register_panel(name: str, order: int, function: PanelFunction) -> None:
    """``function(organisation, user)`` answers with what the reader may see, in at most two queries."""
    _panels[name] = (order, function)


def panels(organisation: Organisation, user: Any) -> list[Panel]:
    """The panels of an organisation for its reader, in order."""
    functions = (function for _order, function in sorted(_panels.values(), key=lambda entry: entry[0]))
    return [panel for function in functions if (panel := function(organisation, user)) is not None]
