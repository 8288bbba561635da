"""People and organisations for tests, with the least that they need."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.organisations.models import Mandate, Organisation
from ict4society.topics.models import Dimension, Facilitation, Topic

_number = count(1)


def person(name: str | None = None, **fields: Any) -> User:
    """A member with a confirmed address and the password ``a good long password``."""
    number = next(_number)
    user = User.objects.create_user(
        f"person{number}@example.org", "a good long password", name=name or f"Person {number}", **fields
    )
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def organisation(group: str = "enterprise", *, representative: User | None = None, **fields: Any) -> Organisation:
    """A verified organisation of a stakeholder group."""
    number = next(_number)
    fields.setdefault("name", f"Organisation {number}")
    made = Organisation.objects.create(
        slug=f"organisation-{number}",
        group=group,
        country="BE",
        size_class="small",
        verified_at=timezone.now(),
        **fields,
    )
    if representative:
        mandate(representative, made, role="representative")
    return made


def mandate(user: User, organisation: Organisation, role: str = "delegate") -> Mandate:
    """A mandate in force."""
    return Mandate.objects.create(user=user, organisation=organisation, role=role)


def topic(slug: str | None = None, parent: Topic | None = None) -> Topic:
    """A topic."""
    number = next(_number)
    return Topic.objects.create(slug=slug or f"topic-{number}", name=f"Topic {number}", parent=parent)


def dimension(slug: str = "people") -> Dimension:
    """A dimension."""
    return Dimension.objects.get_or_create(slug=slug, defaults={"name": slug.title()})[0]


def facilitator(topic: Topic | None = None) -> User:
    """A facilitator of a topic, or of all."""
    user = person()
    Facilitation.objects.create(user=user, topic=topic)
    return user
