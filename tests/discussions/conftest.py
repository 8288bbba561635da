"""A topic with a facilitator, a thread, and posts in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Post, Thread
from ict4society.foundation.actors import Actor
from ict4society.topics.models import Topic
from tests.people import factory

TITLE = "How do you measure the energy of a service?"


@pytest.fixture
def area(db: None) -> Topic:
    return factory.topic("environment")


@pytest.fixture
def facilitator(area: Topic) -> User:
    return factory.facilitator(area)


@pytest.fixture
def thread(area: Topic, facilitator: User) -> Thread:
    return open_thread(
        actor=Actor(facilitator), title=TITLE, topic=area, introduction="What do **you** count?", language="en"
    )


@pytest.fixture
def member(db: None) -> User:
    return factory.person("Marta Member")


@pytest.fixture
def write(thread: Thread, member: User) -> Callable[..., Post]:
    """Add a post through the action; by the member, personally, unless said otherwise."""

    def make(text: str = "We count *watt-hours* per request.", **changes: Any) -> Post:
        return add_post(**{"actor": Actor(member), "thread": thread, "text": text, "language": "en", **changes})

    return make


@pytest.fixture
def token() -> Callable[[User], dict[str, str]]:
    """The header of a new token of a person."""

    def make(user: User) -> dict[str, str]:
        _token, raw = create_token(actor=Actor(user), label="test", scopes=["read", "write"], expires_at=None)
        return {"HTTP_AUTHORIZATION": f"Bearer {raw}"}

    return make
