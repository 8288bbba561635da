"""Run an action once per (person, key)."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from ict4society.foundation.actors import Actor
from ict4society.foundation.database.prepared import change
from ict4society.foundation.idempotency.keys import clean_key, new_key
from ict4society.foundation.idempotency.models import IdempotencyKey
from ict4society.foundation.subjects import Ref

__all__ = ["clean_key", "new_key", "once"]


_BEGIN = """
    INSERT INTO idempotency_idempotencykey (user_id, key, result_kind, created_at) VALUES (%s, %s, '', now())
    ON CONFLICT (user_id, key) DO NOTHING
"""
_END = """
    UPDATE idempotency_idempotencykey SET result_kind = %s, result_id = %s WHERE user_id = %s AND key = %s
"""


@transaction.atomic
def once(actor: Actor, key: str | None, action: Callable[[], Ref]) -> Ref:
    """Run the action and remember what it made; with a key seen before, return that without running it.

    Two requests at the same moment: the second waits for the first and gets its result. If the action raises,
    nothing is remembered. Without a usable key the action just runs.
    """
    usable = clean_key(key)
    if usable is None or actor.user_id is None:
        return action()
    fresh = change(_BEGIN, [actor.user_id, usable]) == 1
    if not fresh:
        known = IdempotencyKey.objects.get(user_id=actor.user_id, key=usable)
        return Ref(known.result_kind, known.result_id or 0)
    result = action()
    change(_END, [result.kind, result.id, actor.user_id, usable])
    return result
