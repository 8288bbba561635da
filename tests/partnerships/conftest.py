"""A call of an enterprise, and organisations that could be partners."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.organisations.models import Organisation
from ict4society.partnerships.actions.write import CallContent, draft_call, open_call
from ict4society.partnerships.models import Call
from ict4society.topics.models import Topic
from tests.people import factory


@pytest.fixture
def area(db: None) -> Topic:
    return factory.topic("environment")


@pytest.fixture
def firm(db: None) -> Organisation:
    return factory.organisation("enterprise", name="Nordlys Telecom")


@pytest.fixture
def author(firm: Organisation) -> User:
    person = factory.person("Ana Author")
    factory.mandate(person, firm)
    return person


@pytest.fixture
def look(area: Topic, firm: Organisation, author: User) -> Callable[..., Call]:
    """Make a call through the actions; open unless ``draft``."""

    def make(title: str = "Repair cafés at our shops", *, draft: bool = False, **changes: Any) -> Call:
        values: dict[str, Any] = {
            "title": title,
            "text": "We have **shops**, you have people who repair.",
            "topic": area,
            "needs": ("expertise", "outreach"),
            "offers": ("pilot", "funding"),
            "languages": ("en", "fr"),
            "language": "en",
        }
        actor = changes.pop("actor", Actor(author, firm))
        made = draft_call(actor=actor, content=CallContent(**{**values, **changes}))
        return made if draft else open_call(actor=actor, call=made)

    return make


def other(group: str = "civil_society", **fields: Any) -> Actor:
    """Somebody who speaks for another organisation."""
    organisation, person = factory.organisation(group, **fields), factory.person()
    factory.mandate(person, organisation)
    return Actor(person, organisation)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
