"""Run an action once per (person, key)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

from django.db import connection, transaction

from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.models import IdempotencyKey
from ict4society.foundation.subjects import Ref

_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


def new_key() -> str:
    """A fresh key for a form."""
    return uuid.uuid4().hex


def clean_key(raw: str | None) -> str | None:
    """A usable key, or None: 8 to 64 letters, digits, ``-`` and ``_``."""
    return raw if raw and _KEY.fullmatch(raw) else None


@transaction.atomic
def once(actor: Actor, key: str | None, action: Callable[[], Ref]) -> Ref:
    """Run the action and remember what it made; with a key seen before, return that without running it.

    Two requests at the same moment: the second waits for the first and gets its result. If the action raises,
    nothing is remembered. Without a usable key the action just runs.
    """
    usable = clean_key(key)
    if usable is None or actor.user_id is None:
        return action()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO idempotency_idempotencykey (user_id, key, result_kind, created_at) VALUES (%s, %s, '', now())"
            " ON CONFLICT (user_id, key) DO NOTHING",
            [actor.user_id, usable],
        )
        fresh = cursor.rowcount == 1
    if not fresh:
        known = IdempotencyKey.objects.get(user_id=actor.user_id, key=usable)
        return Ref(known.result_kind, known.result_id or 0)
    result = action()
    IdempotencyKey.objects.filter(user_id=actor.user_id, key=usable).update(
        result_kind=result.kind, result_id=result.id
    )
    return result
