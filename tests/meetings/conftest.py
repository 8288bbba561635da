"""A topic with a facilitator, and meetings made through the actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.meetings.actions.advance import announce_meeting, open_registration
from ict4society.meetings.actions.plan import Plan, draft_meeting
from ict4society.meetings.actions.register import Wishes, register
from ict4society.meetings.models import Meeting, Registration
from ict4society.topics.models import Topic
from tests.people import factory

Make = Callable[..., Meeting]


def in_days(days: float, hours: float = 7) -> tuple[datetime, datetime]:
    """A day of a meeting, so many days from now, at nine in Brussels or so."""
    begins = (timezone.now() + timedelta(days=days)).replace(hour=8, minute=0, second=0, microsecond=0)
    return begins, begins + timedelta(hours=hours)


@pytest.fixture
def area(db: None) -> Topic:
    return factory.topic("environment")


@pytest.fixture
def facilitator(area: Topic) -> User:
    return factory.facilitator(area)


@pytest.fixture
def make(area: Topic, facilitator: User) -> Make:
    """A meeting in the state ``draft``, ``announced`` or ``open``."""

    def meeting(
        state: str = "open", *, actor: User | None = None, capacity: int | None = None, **values: Any
    ) -> Meeting:
        given = {
            "title": "Stakeholder meeting on the planet",
            "days": [in_days(30)],
            "topic": area,
            "kind": "hybrid",
            "city": "Brussels",
            "place": "Room 1",
            "link": "https://meet.example.org/secret-room",
            **values,
        }
        who = Actor(actor or facilitator)
        made = draft_meeting(actor=who, plan=Plan(**given))
        if capacity is not None:
            Meeting.objects.filter(pk=made.pk).update(capacity=capacity)
        if state != "draft":
            made = announce_meeting(actor=who, meeting=made)
        if state == "open":
            made = open_registration(actor=who, meeting=made)
        return made

    return meeting


def seat(meeting: Meeting, user: User | None = None, organisation: Any = None, **wishes: Any) -> Registration:
    """Register somebody."""
    return register(actor=Actor(user or factory.person(), organisation), meeting=meeting, wishes=Wishes(**wishes))


@pytest.fixture
def token() -> Callable[[User], dict[str, str]]:
    """The header of a new token of a person."""

    def header(user: User) -> dict[str, str]:
        _token, raw = create_token(actor=Actor(user), label="test", scopes=["read", "write"], expires_at=None)
        return {"HTTP_AUTHORIZATION": f"Bearer {raw}"}

    return header
