"""A running meeting with people in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.meetings.actions.advance import start_meeting
from ict4society.meetings.models import Meeting
from ict4society.minutes.actions.stage import open_corrections
from ict4society.minutes.actions.take import Wording, take_line
from ict4society.minutes.models import Line
from tests.meetings.conftest import Make, area, facilitator, make, seat, token
from tests.people import factory

__all__ = ["area", "facilitator", "make", "token"]
Take = Callable[..., Line]


@pytest.fixture
def participant(db: None) -> User:
    return factory.person("Petra Participant")


@pytest.fixture
def meeting(make: Make, facilitator: User, participant: User) -> Meeting:
    """It runs; one member has a seat, on behalf of an organisation of civil society."""
    made = make("open", title="Stakeholder meeting on the planet")
    body = factory.organisation("civil_society", name="Fair Chips")
    factory.mandate(participant, body)
    seat(made, participant, body)
    return start_meeting(actor=Actor(facilitator), meeting=made)


@pytest.fixture
def take(meeting: Meeting, facilitator: User) -> Take:
    """Take a line down."""

    def line(text: str = "We publish the method.", **values: object) -> Line:
        return take_line(actor=Actor(facilitator), meeting=meeting, wording=Wording(text=text, **values))  # type: ignore[arg-type]

    return line


def under_correction(meeting: Meeting, facilitator: User) -> Meeting:
    """Everybody can read the minutes."""
    until = timezone.now() + timedelta(days=14)
    return open_corrections(actor=Actor(facilitator), meeting=meeting, until=until)
