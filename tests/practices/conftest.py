"""A practice of an enterprise, colleagues, and peers of other stakeholder groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.organisations.models import Organisation
from ict4society.practices.actions.content import PracticeContent
from ict4society.practices.actions.draft import draft_practice
from ict4society.practices.actions.review import review_practice
from ict4society.practices.actions.submit import submit_practice
from ict4society.practices.models import Practice, Review
from ict4society.practices.states import CRITERIA
from ict4society.topics.models import Topic
from tests.people import factory

REASON = "The figures are measured against the year before, and the method can be repeated."


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
def write(area: Topic, firm: Organisation, author: User) -> Callable[..., Practice]:
    """Make a practice through the actions; in review unless ``draft``."""

    def make(title: str = "Phones come back for repair", *, draft: bool = False, **changes: Any) -> Practice:
        values: dict[str, Any] = {
            "title": title,
            "summary": "We take phones back and repair every second one.",
            "topic": area,
            "problem": "Nobody knew where **old phones** went.",
            "approach": "A deposit of 20 euro.",
            "results": "51 % came back in 2025, from 12 % in 2023.",
            "transfer": "A warehouse, two people.",
            "language": "en",
        }
        actor = changes.pop("actor", Actor(author, firm))
        made = draft_practice(actor=actor, content=PracticeContent(**{**values, **changes}))
        return made if draft else submit_practice(actor=actor, practice=made)

    return make


def peer(group: str) -> Actor:
    """Somebody who speaks for an organisation of the group."""
    organisation, person = factory.organisation(group), factory.person()
    factory.mandate(person, organisation)
    return Actor(person, organisation)


def judge(practice: Practice, actor: Actor, verdict: str = "recognise", **changes: Any) -> Review:
    """A review with all criteria met."""
    values = {"marks": dict.fromkeys(CRITERIA, "met"), "reason": REASON, "revision": practice.revision, **changes}
    return review_practice(actor=actor, practice=practice, verdict=verdict, **values)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
