"""A small community with everything in it that an address can name, and one person of every role."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.test import Client

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.subjects import Ref
from ict4society.organisations.models import Organisation
from ict4society.topics.models import Dimension, Topic
from tests.architecture.house import FEATURES
from tests.people.factory import dimension, facilitator, organisation, person, topic

ROLES = (
    "visitor",
    "suspended",
    "member",
    "author",
    "representative",
    "other",
    "facilitator",
    "moderator",
    "operator",
)
"""``author`` wrote what members can write, and ``member`` nothing; ``other`` represents another organisation."""
OUTSIDE = ("visitor", "suspended")
"""Who must sign in wherever that is needed: a session ends when its account is suspended."""


@dataclass(frozen=True)
class Private:
    """A thing that only some may see. Its texts contain its ``marker``, which nobody else may read on any page."""

    what: str
    marker: str
    seen_by: tuple[str, ...]
    below: str = ""
    """The addresses that begin with this pattern name it … (none: it only stands on the page of something else)"""
    named: dict[str, Any] = field(default_factory=dict)
    """… by these parameters."""
    unknown: dict[str, Any] = field(default_factory=dict)
    """The same parameters for something that there is not."""
    ref: Ref | None = None
    own: tuple[str, ...] = ()
    """Who wrote it and reads it in their own list, though not at its address."""
    api: str = ""
    """Its address in the programming interface, with the parameters in braces."""


def private_file(what: str, seen_by: tuple[str, ...], file: StoredFile) -> Private:
    """A file that goes with something private; the marker is the beginning of its name."""
    address = "files/<uuid:key>/<str:name>"
    named = {"key": file.key, "name": file.name}
    return Private(what, file.name.partition(".")[0], seen_by, address, named, {**named, "key": UUID(int=1)})


@dataclass
class Samples:
    """What one feature contributes: objects for the parameters of its routes, and what they answer to whom."""

    answers: str = ""
    """Lines ``route METHOD code role code role code``: what differs from the declared policy (see ``answers.py``)."""
    holders: dict[str, str] = field(default_factory=dict)
    """Permission that a route declares → roles that hold it."""
    parameters: dict[str, Any] = field(default_factory=dict)
    """For every route of the feature."""
    routes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """For one route, by its name; they win."""
    queries: dict[str, str] = field(default_factory=dict)
    """What follows the question mark, for routes that need it."""
    bodies: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Fields of a valid POST that cannot be read off the form which a page shows."""
    private: list[Private] = field(default_factory=list)
    api: dict[str, Any] = field(default_factory=dict)
    """Parameters of operations of the programming interface, where they differ."""
    operations: dict[str, dict[str, Any]] = field(default_factory=dict)
    """For one operation, by its name; they win."""


@dataclass
class World:
    """Who and what is there."""

    people: dict[str, User]
    area: Topic
    issue: Topic
    dimension: Dimension
    organisation: Organisation
    other_organisation: Organisation
    made: dict[str, Any] = field(default_factory=dict)
    samples: dict[str, Samples] = field(default_factory=dict)

    def actor(self, role: str, organisation: Organisation | None = None) -> Actor:
        return Actor(self.people[role], organisation)

    def client(self, role: str, **options: Any) -> Client:
        """A browser in which the person has signed in (the suspended one before that happened)."""
        browser = Client(raise_request_exception=False, **options)
        if role in self.people:
            person = self.people[role]
            browser.force_login(person)
            session = browser.session
            session["account_authentication_methods"] = [
                {"method": "password", "at": time.time(), "email": person.email}
            ]
            session["account_authentication_methods_user"] = str(person.pk)
            session.save()
        return browser


def build_world() -> World:
    """Everybody, and the samples of every feature that has some."""
    area = topic("environment")
    issue = topic("life-cycle", parent=area)
    people = {
        "suspended": person("Sasha Suspended"),
        "member": person("Mila Member"),
        "author": person("Ana Author"),
        "representative": person("Rafael Representative"),
        "other": person("Olga Other"),
        "facilitator": facilitator(),
        "moderator": person("Mona Moderator", is_moderator=True),
        "operator": person("Otto Operator", is_operator=True),
    }
    world = World(
        people,
        area,
        issue,
        dimension("people"),
        organisation("enterprise", representative=people["representative"], name="Nordlys Telecom"),
        organisation("civil_society", representative=people["other"], name="Open Repair Forum"),
    )
    for feature in ("foundation", *FEATURES):
        if has_samples(feature):
            world.samples[feature] = import_module(f"tests.promises.samples.{feature}").make(world)
    User.objects.filter(pk=people["suspended"].pk).update(is_active=False)
    return world


def has_samples(feature: str) -> bool:
    """Whether somebody has written ``samples/<feature>.py``."""
    return find_spec(f"tests.promises.samples.{feature}") is not None
