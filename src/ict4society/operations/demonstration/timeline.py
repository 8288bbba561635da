"""What happens in the demonstration, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from unittest import mock

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from ict4society.foundation.events.emit import deliveries_kept
from ict4society.foundation.events.tasks import deliver_events
from ict4society.foundation.search.index import indexing_kept
from ict4society.operations.demonstration.clock import Clock

Act = Callable[[], object]


@dataclass
class Timeline:
    """Acts with their moments; each is done at its moment, and its events reach their listeners at once."""

    clock: Clock
    _acts: list[tuple[datetime, int, Act]] = field(default_factory=list)

    def plan(self, days_ago: float, act: Act) -> None:
        """Let this happen so many days ago. Of two at the same moment, the one planned first comes first."""
        self._acts.append((self.clock.at(days_ago), len(self._acts), act))

    @property
    def length(self) -> int:
        """How many acts were planned."""
        return len(self._acts)

    def play(self) -> Iterator[int]:
        """Do everything; yields after each act how many are left."""
        self._acts.sort(key=lambda entry: entry[:2])
        with (
            _own_queue() as queue,
            indexing_kept(),
            deliveries_kept() as waiting,
            _no_savepoints(),
            self.clock.running(),
        ):
            for number, (moment, _, act) in enumerate(self._acts, start=1):
                self.clock.moment = moment
                act()
                _deliver(waiting)
                queue.reset()
                yield len(self._acts) - number


@contextmanager
def _own_queue() -> Iterator[InMemoryConnector]:
    """Further jobs of the demonstration are not done: nobody is sent a mail, and results are computed as an act."""
    queue = InMemoryConnector()
    with app.replace_connector(queue):
        yield queue


@contextmanager
def _no_savepoints() -> Iterator[None]:
    """Whatever fails ends the load, which is one transaction: of its 70,000 statements a quarter were savepoints."""
    with mock.patch.object(connection.features, "uses_savepoints", False):
        yield


def _deliver(waiting: list[int]) -> None:
    """Hand the events of an act to their listeners, and the events of these to theirs."""
    while waiting:
        records, waiting[:] = list(waiting), []
        deliver_events(records)
