"""Make and revoke keys for programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.accounts.events import TokenCreated, TokenRevoked
from ict4society.accounts.models import ApiToken, User
from ict4society.accounts.queries import tokens_of
from ict4society.accounts.refused import AccountRefused
from ict4society.accounts.tokens import HINT, digest, new_token
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require

MOST_TOKENS = 20


@transaction.atomic
def create_token(
    *, actor: Actor, label: str, scopes: Iterable[str], expires_at: datetime | None
) -> tuple[ApiToken, str]:
    """Make a token for the actor; the text beside it is the token itself and exists nowhere else.

    Raises AccountRefused when the person has 20 already.
    """
    User.objects.select_for_update(no_key=True).get(pk=actor.user_id)
    require(actor.user, "accounts.manage_token")
    if tokens_of(actor.user).count() >= MOST_TOKENS:
        raise AccountRefused(
            _("You have %(number)d tokens. Revoke one that you no longer need.") % {"number": MOST_TOKENS}
        )
    raw = new_token()
    token = ApiToken.objects.create(
        user_id=actor.user_id,
        label=label,
        digest=digest(raw),
        hint=raw[:HINT],
        scopes=sorted(scopes),
        expires_at=expires_at,
    )
    emit(TokenCreated(user_id=token.user_id, token_id=token.pk, scopes=token.scopes), actor=actor)
    return token, raw


@transaction.atomic
def revoke_token(*, actor: Actor, token: ApiToken) -> None:
    """Make one of the actor's tokens useless from now on. Raises Forbidden for someone else's."""
    require(actor.user, "accounts.manage_token", token.user)
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        emit(TokenRevoked(user_id=token.user_id, token_id=token.pk), actor=actor)
