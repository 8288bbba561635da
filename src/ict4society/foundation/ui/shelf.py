"""A bounded store in the process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Shelf(Generic[V]):
    """Keeps values up to a total size; what was not asked for longest goes first. Safe between threads."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self._values: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> V | None:
        """The value, or None."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: V, size: int) -> None:
        """Keep a value; one larger than the whole shelf is not kept."""
        if size > self.capacity:
            return
        with self._lock:
            old = self._values.pop(key, None)
            self.size += size - (old[1] if old else 0)
            self._values[key] = (value, size)
            while self.size > self.capacity:
                _key, (_value, dropped) = self._values.popitem(last=False)
                self.size -= dropped
