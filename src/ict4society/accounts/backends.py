"""Who a session belongs to (`AUTHENTICATION_BACKENDS`)."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend

from ict4society.accounts.models import User
from ict4society.foundation.database.prepared import Prepared

_person: Prepared[User] = Prepared(lambda user_id: User.objects.filter(pk=user_id), user_id=int)


class AuthenticationBackend(AllauthBackend):
    """allauth's; the person of a session is read with a prepared query, since every request of a member asks."""

    def get_user(self, user_id: Any) -> User | None:
        """The person, if they may still use their account."""
        found = _person(user_id=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None
