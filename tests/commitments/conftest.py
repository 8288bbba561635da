"""An enterprise with a representative, a topic, an indicator, and commitments of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.commitments.actions.commit import draft_commitment, publish_commitment
from ict4society.commitments.actions.frame import Frame
from ict4society.commitments.models import Commitment
from ict4society.foundation.actors import Actor
from ict4society.organisations.models import Organisation
from ict4society.reporting.models import Indicator, IndicatorValue, Standard, StandardVersion
from ict4society.topics.models import Topic
from tests.people import factory


@dataclass
class Scene:
    """Who is there."""

    owner: User
    organisation: Organisation
    topic: Topic
    indicator: Indicator

    @property
    def actor(self) -> Actor:
        return Actor(self.owner, self.organisation)

    def frame(self, **changes: Any) -> Frame:
        """From 100 in 2020 down to 40 at the end of 2030."""
        values: dict[str, Any] = {
            "kind": "indicator",
            "indicator": self.indicator,
            "direction": "at_most",
            "baseline_year": 2020,
            "baseline_value": Decimal(100),
            "target_value": Decimal(40),
            "deadline": date(2030, 12, 31),
        }
        return Frame(**{**values, **changes})

    def publish_value(self, year: int, value: float, **fields: Any) -> IndicatorValue:
        """A published value of the indicator."""
        return IndicatorValue.objects.create(
            organisation=self.organisation,
            indicator=self.indicator,
            year=year,
            state="reported",
            value=Decimal(str(value)),
            chosen=True,
            published_at=timezone.now(),
            **fields,
        )


@pytest.fixture
def scene(db: None) -> Scene:
    owner = factory.person("Olga Owner")
    organisation = factory.organisation(representative=owner, name="Nordlys")
    topic = factory.topic("environment")
    standard = Standard.objects.create(slug="own", name="Own set")
    version = StandardVersion.objects.create(standard=standard, label="1", valid_from=date(2020, 1, 1))
    indicator = Indicator.objects.create(
        version=version,
        key="energy",
        labels={"en": "Energy of data centres"},
        value_type="decimal",
        unit="MWh",
        topic=topic,
        direction="lower",
    )
    return Scene(owner, organisation, topic, indicator)


@pytest.fixture
def commit(scene: Scene) -> Callable[..., Commitment]:
    """Make a commitment through the actions; public unless ``draft``."""

    def make(title: str = "Use less energy", *, draft: bool = False, **changes: Any) -> Commitment:
        words = {name: changes.pop(name) for name in ("scope", "joint", "topic") if name in changes}
        actor = changes.pop("actor", scene.actor)
        values = {"topic": scene.topic, "scope": "All our sites.", "language": "en", **words}
        made = draft_commitment(actor=actor, title=title, frame=scene.frame(**changes), **values)
        return made if draft else publish_commitment(actor=actor, commitment=made)

    return make


@pytest.fixture
def token() -> Callable[[User], dict[str, str]]:
    """The header of a new token of a person."""

    def make(user: User) -> dict[str, str]:
        _token, raw = create_token(actor=Actor(user), label="test", scopes=["read", "write"], expires_at=None)
        return {"HTTP_AUTHORIZATION": f"Bearer {raw}"}

    return make


def voice(group: str) -> Actor:
    """Somebody who speaks for an organisation of a group."""
    person = factory.person()
    organisation = factory.organisation(group)
    factory.mandate(person, organisation)
    return Actor(person, organisation)
