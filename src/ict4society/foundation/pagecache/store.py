"""Stored pages: bounded in memory, dropped by tag, and never from data older than an invalidation."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

Headers = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class StoredPage:
    """A whole answer to a visitor: bodies by content coding (``identity`` always, others when first asked for)."""

    headers: Headers
    bodies: dict[str, bytes]
    etag: str
    tags: tuple[str, ...]
    expires: float
    answers: dict[str, tuple[Headers, list[bytes]]] = field(default_factory=dict)
    """Ready answers by content coding, made once."""

    @property
    def size(self) -> int:
        return sum(len(body) for body in self.bodies.values()) + 1024


class PageStore:
    """Pages by key, least recently used first out. Thread-safe; reads take no lock.

    Invalidations are counted by a clock. A render notes the clock before it reads any data (``mark``); ``put`` refuses
    its page when one of the page's tags was invalidated after the mark, since the page may show the older data.
    """

    def __init__(
        self, *, max_bytes: int = 32_000_000, max_age: float = 300.0, now: Callable[[], float] = time.monotonic
    ) -> None:
        """At most ``max_bytes`` of bodies, each page for at most ``max_age`` seconds."""
        self._pages: OrderedDict[Hashable, StoredPage] = OrderedDict()
        self._keys_by_tag: dict[str, set[Hashable]] = defaultdict(set)
        self._invalidated: dict[str, int] = {}
        self._floor = 0
        self._clock = 0
        self._bytes = 0
        self._max_bytes = max_bytes
        self._max_age = max_age
        self._now = now
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def weight(self) -> int:
        """What the stored bodies weigh."""
        return self._bytes

    def mark(self) -> int:
        """The moment before a render reads its first data; give it to ``put``."""
        return self._clock

    def expiry(self) -> float:
        """When a page rendered now becomes too old."""
        return self._now() + self._max_age

    def get(self, key: Hashable) -> StoredPage | None:
        """The stored page, unless it is too old."""
        page = self._pages.get(key)
        if page is None or page.expires < self._now():
            return None
        try:
            self._pages.move_to_end(key)
        except KeyError:  # another thread has just dropped it
            return None
        return page

    def put(self, key: Hashable, page: StoredPage, mark: int) -> bool:
        """Store a page that was rendered after ``mark``. False when it was refused as stale or too large."""
        with self._lock:
            stale = mark < self._floor or any(self._invalidated.get(tag, 0) > mark for tag in page.tags)
            if stale or page.size > self._max_bytes // 8:
                return False
            self._drop(key)
            self._pages[key] = page
            self._bytes += page.size
            for tag in page.tags:
                self._keys_by_tag[tag].add(key)
            while self._bytes > self._max_bytes:
                self._drop(next(iter(self._pages)))
            return True

    def add_body(self, key: Hashable, page: StoredPage, coding: str, body: bytes) -> None:
        """Keep a compressed body beside the others of a page that is still stored."""
        with self._lock:
            if self._pages.get(key) is page and coding not in page.bodies:
                page.bodies[coding] = body
                self._bytes += len(body)

    def invalidate(self, tags: Iterable[str]) -> None:
        """Drop every page that shows one of these tags, and refuse those being rendered now."""
        with self._lock:
            self._clock += 1
            for tag in tags:
                self._invalidated[tag] = self._clock
                for key in tuple(self._keys_by_tag.get(tag, ())):
                    self._drop(key)
            if len(self._invalidated) > 20_000:
                # Bounded memory: forget single tags, and refuse every render that began before now instead.
                self._invalidated.clear()
                self._floor = self._clock

    def clear(self) -> None:
        """Drop everything, and refuse whatever is being rendered now: after notifications may have been missed."""
        with self._lock:
            self._clock += 1
            self._floor = self._clock
            self._pages.clear()
            self._keys_by_tag.clear()
            self._invalidated.clear()
            self._bytes = 0

    def _drop(self, key: Hashable) -> None:
        page = self._pages.pop(key, None)
        if page is None:
            return
        self._bytes -= page.size
        for tag in page.tags:
            keys = self._keys_by_tag.get(tag)
            if keys is not None:
                keys.discard(key)
                if not keys:
                    del self._keys_by_tag[tag]
