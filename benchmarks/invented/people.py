"""Members, many at once."""

from __future__ import annotations

from typing import Any

COUNTRIES = ("AT", "BE", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HU", "IE", "IT", "NL", "PL", "PT", "RO", "SE")


def people(count: int, prefix: str = "bench") -> list[Any]:
    """So many members with confirmed addresses, the same ones again; they sign in without a password."""
    from allauth.account.models import EmailAddress
    from django.contrib.auth.hashers import make_password

    from ict4society.accounts.models import User

    addresses = [f"{prefix}-{number}@example.org" for number in range(count)]
    known = User.objects.in_bulk(addresses, field_name="email")
    new = [
        User(
            email=each,
            name=f"Invented {number}",
            country=COUNTRIES[number % len(COUNTRIES)],
            password=make_password(None),
        )
        for number, each in enumerate(addresses)
        if each not in known
    ]
    made = User.objects.bulk_create(new, batch_size=1000)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=each, email=each.email, verified=True, primary=True) for each in made]
    )
    known |= {each.email: each for each in made}
    return [known[each] for each in addresses]


def secretary() -> Any:
    """Who facilitates every topic, and so may arrange everything."""
    from ict4society.topics.models import Facilitation

    user = people(1, "bench-secretary")[0]
    Facilitation.objects.get_or_create(user=user, topic=None)
    return user
