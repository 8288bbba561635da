"""The signed word in a mail that ends such mails without signing in (RFC 8058)."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from ict4society.foundation.subjects import Ref

SALT = "notifications.unsubscribe"


@dataclass(frozen=True, slots=True)
class Way:
    """Whose mails, and which subject the mail was about."""

    user_id: int
    ref: Ref


def make_token(way: Way) -> str:
    """The word for a mail. It does not expire: old mails must lead out too."""
    return signing.dumps([way.user_id, str(way.ref)], salt=SALT, compress=False)


def read_token(token: str) -> Way | None:
    """What the word says, or None when it is not ours."""
    try:
        user_id, ref = signing.loads(token, salt=SALT)
        return Way(int(user_id), Ref.parse(ref))
    except (signing.BadSignature, ValueError, TypeError):
        return None
