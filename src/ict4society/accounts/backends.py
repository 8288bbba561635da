"""Who a session belongs to (`AUTHENTICATION_BACKENDS`)."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend

from ict4society.accounts.known import person_with_what_is_known
from ict4society.accounts.models import User


class AuthenticationBackend(AllauthBackend):
    """allauth's; the person of a session is read with what every request of a member asks about them."""

    def get_user(self, user_id: Any) -> User | None:
        """The person, if they may still use their account."""
        found = person_with_what_is_known(user_id)
        return found if found is not None and self.user_can_authenticate(found) else None
