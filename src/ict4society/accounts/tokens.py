"""Keys for programs: made at random, kept as a digest, recognised by it."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from ict4society.accounts.models import ApiToken, User
from ict4society.accounts.queries import usable_tokens

PREFIX = "i4s_"
"""Lets secret scanners and people recognise a token that leaked."""
HINT = 8
USE_NOTED_EVERY = timedelta(minutes=1)


def new_token() -> str:
    """A fresh token of 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def digest(raw: str) -> str:
    """What is kept of a token. It is random, so one round of SHA-256 cannot be guessed back."""
    return hashlib.sha256(raw.encode()).hexdigest()


def user_for_token(raw: str) -> tuple[User, frozenset[str]] | None:
    """The owner of a token and its scopes; None for one that is unknown, expired, revoked, or whose owner is shut out.

    One query; a second one, at most once a minute, notes when the token was last used.
    """
    token = usable_tokens().select_related("user").filter(digest=digest(raw)).first()
    if token is None:
        return None
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token.user, frozenset(token.scopes)
