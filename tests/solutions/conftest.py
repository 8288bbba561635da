"""A provider with a solution, and organisations that could use it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.organisations.models import Organisation
from ict4society.solutions.actions.content import SolutionContent
from ict4society.solutions.actions.write import draft_solution, publish_solution
from ict4society.solutions.models import Solution
from ict4society.topics.models import Topic
from tests.people import factory


@pytest.fixture
def area(db: None) -> Topic:
    return factory.topic("environment")


@pytest.fixture
def firm(db: None) -> Organisation:
    return factory.organisation("enterprise", name="Leanfeather Software")


@pytest.fixture
def provider(firm: Organisation) -> User:
    person = factory.person("Pia Provider")
    factory.mandate(person, firm)
    return person


@pytest.fixture
def describe(area: Topic, firm: Organisation, provider: User) -> Callable[..., Solution]:
    """Make a solution through the actions; published unless ``draft``."""

    def make(name: str = "Sheet to Scope", *, draft: bool = False, **changes: Any) -> Solution:
        values: dict[str, Any] = {
            "name": name,
            "summary": "Turns invoices into greenhouse gas figures.",
            "description": "It reads **invoices**.",
            "topic": area,
            "website": "https://example.org/",
            "functions": ("carbon",),
            "languages": ("en", "de"),
            "licence": "proprietary",
            "price_model": "subscription",
            "language": "en",
        }
        actor = changes.pop("actor", Actor(provider, firm))
        made = draft_solution(actor=actor, content=SolutionContent(**{**values, **changes}))
        return made if draft else publish_solution(actor=actor, solution=made)

    return make


def customer(group: str = "public_body") -> Actor:
    """Somebody who speaks for another organisation."""
    organisation, person = factory.organisation(group), factory.person()
    factory.mandate(person, organisation)
    return Actor(person, organisation)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
