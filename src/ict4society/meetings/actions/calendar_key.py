"""The secret address of a person's calendar."""

from __future__ import annotations

import secrets

from django.db import transaction

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import require
from ict4society.meetings.models import CalendarKey


@transaction.atomic
def make_calendar_key(*, actor: Actor) -> CalendarKey:
    """Give the person a new secret; the address with the old one shows nothing any more. Raises Forbidden."""
    require(actor.user, "meetings.keep_calendar")
    made, _fresh = CalendarKey.objects.update_or_create(user=actor.user, defaults={"key": secrets.token_urlsafe(32)})
    return made


@transaction.atomic
def remove_calendar_key(*, actor: Actor) -> None:
    """Switch the personal calendar off. Raises Forbidden."""
    require(actor.user, "meetings.keep_calendar")
    CalendarKey.objects.filter(user=actor.user).delete()
