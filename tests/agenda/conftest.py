"""A topic with a facilitator, proposals of every state, and people who support."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.agenda.actions.propose import draft_proposal, open_proposal
from ict4society.agenda.models import Proposal
from ict4society.foundation.actors import Actor
from ict4society.topics.models import Topic
from tests.people import factory

TEXT = "Providers should **say** what their services use, and how they know."


@pytest.fixture
def area(db: None) -> Topic:
    return factory.topic("environment")


@pytest.fixture
def facilitator(area: Topic) -> User:
    return factory.facilitator(area)


@pytest.fixture
def author(db: None) -> User:
    return factory.person("Ana Proposer")


@pytest.fixture
def propose(area: Topic, author: User) -> Callable[..., Proposal]:
    """Make a proposal through the actions; open unless ``draft``."""

    def make(
        title: str = "Publish the energy use of digital services", *, draft: bool = False, **changes: Any
    ) -> Proposal:
        values: dict[str, Any] = {"actor": Actor(author), "topic": area, "text": TEXT, "language": "en", **changes}
        made = draft_proposal(title=title, **values)
        return made if draft else open_proposal(actor=values["actor"], proposal=made)

    return make


@pytest.fixture
def token() -> Callable[[User], dict[str, str]]:
    """The header of a new token of a person."""

    def make(user: User) -> dict[str, str]:
        _token, raw = create_token(actor=Actor(user), label="test", scopes=["read", "write"], expires_at=None)
        return {"HTTP_AUTHORIZATION": f"Bearer {raw}"}

    return make


def supporters(*groups: str, each: int = 2) -> list[Actor]:
    """People who speak for organisations of these groups, ``each`` a different one."""
    actors = []
    for group in groups:
        for _number in range(each):
            organisation = factory.organisation(group)
            person = factory.person()
            factory.mandate(person, organisation)
            actors.append(Actor(person, organisation))
    return actors
