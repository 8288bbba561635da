"""Menus: features register their entries in `apps.py`, the base layout shows those that this reader may see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest
from django.utils.functional import Promise

from ict4society.foundation.ui.addresses import address_or_none, here

Place = Literal["main", "account", "guest", "footer", "search", "bell", "enterprises"]


def everyone(request: HttpRequest | None) -> bool:
    """Shown to all readers, also on pages made without a request."""
    return True


def signed_in(request: HttpRequest | None) -> bool:
    """Shown to readers with an account only."""
    return request is not None and hasattr(request, "user") and request.user.is_authenticated


@dataclass(frozen=True)
class Entry:
    """One entry of a menu: where it stands, what it says, where it leads and who sees it.

    `count` gives a number to show beside it (unread things); it is called once per page for those who see the entry.
    """

    place: Place
    label: str | Promise
    route: str
    order: int = 100
    icon: str | None = None
    visible: Callable[[HttpRequest | None], bool] = everyone
    count: Callable[[HttpRequest], int] | None = None


@dataclass(frozen=True)
class Link:
    """An entry as one reader sees it on one page."""

    label: str | Promise
    url: str
    current: bool
    icon: str | None
    count: int


_entries: dict[tuple[str, str], Entry] = {}
_ordered: dict[str, list[Entry]] = {}


def register(*entries: Entry) -> None:
    """Add entries to the menus; registering the same place and route again replaces the entry."""
    for entry in entries:
        _entries[entry.place, entry.route] = entry
    _ordered.clear()


def links(place: str, request: HttpRequest | None) -> list[Link]:
    """The menu at `place` for this reader, in order. Entries whose route is not installed are left out."""
    return [
        Link(entry.label, address, current, entry.icon, count)
        for entry, address, current, count in _shown(place, request)
    ]


def state(place: str, request: HttpRequest | None) -> list[tuple[int, bool, int]]:
    """Everything in which the menu at `place` can differ, as long as the same entries are registered."""
    return [(id(entry), current, count) for entry, _address, current, count in _shown(place, request)]


def _shown(place: str, request: HttpRequest | None) -> Iterator[tuple[Entry, str, bool, int]]:
    path = request.path if request is not None else ""
    where = here()
    for entry in _at(place):
        if not entry.visible(request) or (address := address_or_none(where, entry.route)) is None:
            continue
        count = entry.count(request) if entry.count is not None and request is not None else 0
        yield entry, address, _is_current(path, address), count


def _at(place: str) -> list[Entry]:
    found = _ordered.get(place)
    if found is None:
        found = sorted((e for e in _entries.values() if e.place == place), key=lambda entry: entry.order)
        _ordered[place] = found
    return found


def _is_current(path: str, address: str) -> bool:
    return path == address if address == "/" else path.startswith(address)
