"""What the features above show on a person's public page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from ict4society.accounts.models import User


@dataclass(frozen=True)
class ProfileItem:
    """One line: where it leads and a few words beside it."""

    title: str
    url: str
    meta: str | Promise = ""


@dataclass(frozen=True)
class ProfilePanel:
    """One section of the page; a panel without items is not shown."""

    title: str | Promise
    items: list[ProfileItem] = field(default_factory=list)


ProfileFunction = Callable[[User, Any], ProfilePanel | None]
_panels: dict[str, tuple[int, ProfileFunction]] = {}


def register_profile_panel(name: str, order: int, function: ProfileFunction) -> None:
    """``function(person, reader)`` answers with what the reader may see, in one query; called from ``ready``."""
    _panels[name] = (order, function)


def profile_panels(person: User, reader: Any) -> list[ProfilePanel]:
    """The sections of a person's page, in order."""
    functions = (function for _order, function in sorted(_panels.values(), key=lambda entry: entry[0]))
    return [panel for function in functions if (panel := function(person, reader)) is not None and panel.items]
