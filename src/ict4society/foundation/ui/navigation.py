"""Menus: features register their entries in `apps.py`, the base layout shows those that this reader may see."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.functional import Promise

from ict4society.foundation.database.prepared import answer
from ict4society.foundation.ui.addresses import address_or_none, here

Place = Literal["main", "account", "guest", "footer", "search", "bell", "enterprises"]


def everyone(request: HttpRequest | None) -> bool:
    """Shown to all readers, also on pages made without a request."""
    return True


def signed_in(request: HttpRequest | None) -> bool:
    """Shown to readers with an account only."""
    return request is not None and hasattr(request, "user") and request.user.is_authenticated


@dataclass(frozen=True)
class Tally:
    """A number beside an entry (unread things): a statement that answers with it, and its values for a reader.

    The tallies that a reader sees are asked for together, in one statement for each page.
    """

    sql: str
    values: Callable[[HttpRequest], Sequence[Any]] = lambda _request: ()


@dataclass(frozen=True)
class Entry:
    """One entry of a menu: where it stands, what it says, where it leads, who sees it, and a number beside it."""

    place: Place
    label: str | Promise
    route: str
    order: int = 100
    icon: str | None = None
    visible: Callable[[HttpRequest | None], bool] = everyone
    count: Tally | None = None


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
        count = _tallies(request)[entry.count] if entry.count is not None and request is not None else 0
        yield entry, address, _is_current(path, address), count


def _tallies(request: HttpRequest) -> dict[Tally, int]:
    """Every number that this reader sees in any menu; kept with the request."""
    known: dict[Tally, int] | None = getattr(request, "_menu_tallies", None)
    if known is None:
        seen = [entry.count for entry in _entries.values() if entry.count is not None and entry.visible(request)]
        tallies = list(dict.fromkeys(seen))
        values = [value for tally in tallies for value in tally.values(request)]
        numbers = answer("SELECT " + ", ".join(f"({tally.sql})" for tally in tallies), values)[0] if tallies else ()
        known = {tally: int(number) for tally, number in zip(tallies, numbers, strict=True)}
        request._menu_tallies = known  # type: ignore[attr-defined]
    return known


def _at(place: str) -> list[Entry]:
    found = _ordered.get(place)
    if found is None:
        found = sorted((e for e in _entries.values() if e.place == place), key=lambda entry: entry.order)
        _ordered[place] = found
    return found


def _is_current(path: str, address: str) -> bool:
    return path == address if address == "/" else path.startswith(address)
