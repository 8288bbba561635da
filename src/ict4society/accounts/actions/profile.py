"""A person says who they are and how they read."""

from __future__ import annotations

from django.db import transaction

from ict4society.accounts.events import ProfileChanged
from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require

PROFILE_FIELDS = ("name", "about", "language", "time_zone", "country")


@transaction.atomic
def edit_profile(*, actor: Actor, **values: str) -> User:
    """Change the actor's own profile; ``values`` are any of ``PROFILE_FIELDS``. Nothing happens when nothing differs.

    Raises Forbidden for a suspended account.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=actor.user_id)
    require(actor.user, "accounts.edit_profile", person)
    changed = [field for field in PROFILE_FIELDS if field in values and getattr(person, field) != values[field]]
    if changed:
        for field in changed:
            setattr(person, field, values[field])
        person.save(update_fields=changed)
        emit(ProfileChanged(user_id=person.pk, fields=changed), actor=actor)
    return person
