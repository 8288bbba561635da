"""The clock of the demonstration: what is built today happened over the last months."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from unittest import mock

from django.apps import apps
from django.utils import timezone

FIRST_HOUR, HOURS = 7, 14
"""People of the demonstration write between seven and twenty-one hours (UTC)."""


class Clock:
    """Tells the actions at what time they happen, while ``running``.

    Every date that an action writes comes from ``django.utils.timezone.now``, directly or as the default of a field;
    that one function is replaced. So no date is changed afterwards, and what depends on a date (a quarter's budget, the
    end of a round) is decided as it would have been on that day.
    """

    def __init__(self) -> None:
        self.today = datetime.now(UTC) - timedelta(minutes=1)
        self.moment = self.today

    def at(self, days_ago: float) -> datetime:
        """The moment so many days ago, moved into the hours in which people write; order is kept."""
        moment = self.today - timedelta(days=days_ago)
        if moment.date() >= self.today.date():
            return moment
        midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + timedelta(hours=FIRST_HOUR) + (moment - midnight) * (HOURS / 24)

    @contextmanager
    def running(self) -> Iterator[None]:
        """While it lasts, ``timezone.now`` answers with ``moment``."""
        fields = [
            field
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if field.default is timezone.now
        ]
        with ExitStack() as stack:
            for field in fields:  # they hold the function itself, not its name
                stack.enter_context(mock.patch.object(field, "_get_default", self.now))
            stack.enter_context(mock.patch.object(timezone, "now", self.now))
            yield

    def now(self) -> datetime:
        """The moment of the act."""
        return self.moment
