"""Who calls: a personal token in the header ``Authorization: Bearer …``, with the scopes that its owner gave it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security.base import AuthBase

Scope = Literal["read", "write"]
Authenticator = Callable[[str], tuple[Any, Collection[str]] | None]
LONGEST_TOKEN = 200

_authenticators: list[Authenticator] = []


def set_token_authenticator(authenticator: Authenticator) -> None:
    """Name the function that knows tokens: raw token → (person, scopes), or None. Called in ``accounts``' ``ready``."""
    _authenticators[:] = [authenticator]


class ScopeMissing(HttpError):
    """The token is good, but was not made for this."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        message = _("This token has no scope “%(scope)s”; make another one on the page of your tokens.")
        super().__init__(403, message % {"scope": scope})


class TokenInvalid(HttpError):
    """A token is missing where one is needed, or is unknown, expired or revoked: the answer is the same."""

    def __init__(self) -> None:
        super().__init__(401, _("Send a valid personal token in the header: Authorization: Bearer …"))


class PersonalToken(AuthBase):
    """Sets ``request.user`` to the token's owner. Cookies count for nothing here, so nothing needs a CSRF check."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = "A personal token; its scopes are `read` and `write`."

    def __init__(self, scope: Scope, *, optional: bool = False) -> None:
        super().__init__()
        self.scope: Scope = scope
        self.optional = optional

    def __call__(self, request: HttpRequest) -> Any:
        """The person, or a visitor where the token is optional. Raises TokenInvalid or ScopeMissing."""
        header = request.headers.get("Authorization", "")
        if not header and self.optional:
            # Imported here: this package is loaded before the models are.
            from django.contrib.auth.models import AnonymousUser

            request.user = AnonymousUser()
            return request.user
        kind, _space, raw = header.partition(" ")
        known = _authenticators[0](raw.strip()) if kind.lower() == "bearer" and _readable(raw) else None
        if known is None:
            raise TokenInvalid
        request.user, scopes = known
        if self.scope not in scopes:
            raise ScopeMissing(self.scope)
        return request.user


def _readable(raw: str) -> bool:
    token = raw.strip()
    return bool(_authenticators) and 0 < len(token) <= LONGEST_TOKEN and token.isascii() and token.isprintable()


def read_scope(*, optional: bool = False) -> PersonalToken:
    """``auth=`` of an operation that reads; ``optional``: visitors may call it too, and get what visitors may see."""
    return PersonalToken("read", optional=optional)


def write_scope() -> PersonalToken:
    """``auth=`` of an operation that writes."""
    return PersonalToken("write")
