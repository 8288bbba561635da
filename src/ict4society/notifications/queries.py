"""Named reads of notifications and of who wants to hear of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from ict4society.accounts.models import User
from ict4society.foundation.database.prepared import answer
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice
from ict4society.foundation.subjects import Ref, Subject, may_see, resolve
from ict4society.foundation.ui.navigation import Tally
from ict4society.notifications.models import Notification, Subscription
from ict4society.notifications.models.subscription import Attention

TOPIC = "topics.topic"
UNREAD = Tally(
    "SELECT count(*)"
    " FROM (SELECT FROM notifications_notification WHERE user_id = %s AND read_at IS NULL LIMIT 99) AS unread",
    lambda request: [request.user.pk],
)
"""How many notifications the reader has not read, 99 at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A notification as its reader sees it; ``subject`` is None when it is gone or no longer theirs to see."""

    id: int
    text: str
    subject: Subject | None
    created_at: datetime
    read: bool


def entries(user: Any, *, before: int | None = None, limit: int = 20, unread_only: bool = False) -> list[Entry]:
    """A person's notifications, newest first, beginning below an id: two queries."""
    rows = Notification.objects.filter(user_id=user.pk)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if unread_only:
        rows = rows.filter(read_at=None)
    return as_entries(list(rows[:limit]), user)


def as_entries(rows: Sequence[Notification], user: Any) -> list[Entry]:
    """Rows with their subjects."""
    refs = [Ref(row.subject_kind, row.subject_id) for row in rows]
    subjects = resolve(refs, user)
    return [
        Entry(row.pk, row.text, subjects.get(ref), row.created_at, row.read_at is not None)
        for row, ref in zip(rows, refs, strict=True)
    ]


def attention_to(user: Any, ref: Ref) -> str:
    """``following``, ``muted`` or an empty string."""
    row = Subscription.objects.filter(user_id=user.pk, subject_kind=ref.kind, subject_id=ref.id)
    return row.values_list("attention", flat=True).first() or ""


def subscriptions(user: Any) -> list[tuple[Subject, str]]:
    """What the person follows or has muted, newest first, as far as they may see it."""
    rows = list(Subscription.objects.filter(user_id=user.pk).order_by("-pk")[:200])
    subjects = resolve((Ref(row.subject_kind, row.subject_id) for row in rows), user)
    refs = ((Ref(row.subject_kind, row.subject_id), row.attention) for row in rows)
    return [(subjects[ref], attention) for ref, attention in refs if ref in subjects]


@dataclass(frozen=True, slots=True)
class Told:
    """A person whom a notice reaches, their language, and whether a mail is wanted, too."""

    id: int
    language: str
    by_mail: bool


# Of a subject: whether its followers hear of it, whether followers who muted it do not, whether nobody does who muted
# it. Whoever follows an area follows its issues.
_AUDIENCE = """
WITH wish AS (
    SELECT user_id, bool_or(attention = %(following)s AND heard) AS follows,
        bool_or(attention = %(muted)s AND quiet) AS quiet, bool_or(attention = %(muted)s AND silent) AS silent
    FROM unnest(%(kinds)s::text[], %(ids)s::bigint[], %(heard)s::bool[], %(quiet)s::bool[], %(silent)s::bool[])
        AS asked (kind, id, heard, quiet, silent)
    JOIN notifications_subscription ON subject_kind = asked.kind AND subject_id = asked.id
    GROUP BY user_id
), follower AS (
    SELECT user_id FROM wish WHERE follows
    UNION
    SELECT user_id FROM topics_follow WHERE topic_id IN (
        SELECT unnest(%(topics)s::bigint[])
        UNION
        SELECT parent_id FROM topics_topic WHERE id = ANY(%(topics)s::bigint[])
    )
    EXCEPT
    SELECT user_id FROM wish WHERE quiet
)
SELECT person.id, person.language, coalesce(preference.by_mail, true)
FROM accounts_user AS person
LEFT JOIN notifications_mailpreference AS preference ON preference.user_id = person.id
WHERE person.is_active AND person.id IN (
    SELECT unnest(%(recipients)s::bigint[]) UNION SELECT user_id FROM follower
    EXCEPT SELECT user_id FROM wish WHERE silent
    EXCEPT SELECT %(actor)s::bigint
)
ORDER BY person.id
"""


def audience(record: EventRecord, notice: Notice) -> list[Told]:
    """Who is told: those whom it concerns and followers, without the actor, who muted it, and who may not see it."""
    followed, silencing = set(notice.followers_of), set(notice.muted_by)
    refs = list({notice.subject} | followed | silencing)
    values = {
        "kinds": [ref.kind for ref in refs],
        "ids": [ref.id for ref in refs],
        "heard": [ref in followed for ref in refs],
        "quiet": [ref in followed or ref == notice.subject for ref in refs],
        "silent": [ref in silencing for ref in refs],
        "topics": [ref.id for ref in followed if ref.kind == TOPIC],
        "recipients": [number for number in set(notice.recipients) if number is not None],
        "actor": record.actor_id,
        "following": Attention.FOLLOWING.value,
        "muted": Attention.MUTED.value,
    }
    return _who_may_see([Told(*row) for row in answer(_AUDIENCE, values)], notice.subject)


def _who_may_see(people: list[Told], ref: Ref) -> list[Told]:
    """What visitors may see everybody may see; otherwise each is asked for."""
    if not people or may_see(ref, AnonymousUser()):
        return people
    users = User.objects.in_bulk([person.id for person in people])
    return [person for person in people if may_see(ref, users[person.id])]
