"""Someone joins."""

from __future__ import annotations

from django.db import transaction

from ict4society.accounts.events import MemberJoined
from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit


@transaction.atomic
def record_joining(user: User) -> None:
    """Tell the others that someone signed up; the row itself was written by the sign-up."""
    emit(MemberJoined(user_id=user.pk), actor=Actor(user))


@transaction.atomic
def create_member(*, email: str, name: str, password: str | None = None, **fields: object) -> User:
    """A member with a confirmed address, made by the system: commands, imports, the demonstration.

    Raises IntegrityError when the address is taken.
    """
    from allauth.account.models import EmailAddress

    user = User.objects.create_user(email, password, name=name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    emit(MemberJoined(user_id=user.pk), actor=Actor(user))
    return user
