"""Named reads of notifications and of who wants to hear of what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from ict4society.accounts.models import User
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice
from ict4society.foundation.subjects import Ref, Subject, resolve, resolve_one
from ict4society.foundation.ui.navigation import Tally
from ict4society.notifications.models import Notification, Subscription
from ict4society.notifications.models.subscription import Attention
from ict4society.topics.models import Follow

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


def audience(record: EventRecord, notice: Notice) -> list[User]:
    """Who is told: those whom it concerns and followers, without the actor, who muted it, and who may not see it."""
    wishes = _wishes({notice.subject, *notice.followers_of, *notice.muted_by})

    def having(attention: Attention, refs: Iterable[Ref]) -> set[int]:
        return {user_id for ref in refs for user_id in wishes[ref, attention]}

    following = having(Attention.FOLLOWING, notice.followers_of) | _topic_followers(notice.followers_of)
    following -= having(Attention.MUTED, (notice.subject, *notice.followers_of))
    ids = {*notice.recipients, *following} - {record.actor_id} - having(Attention.MUTED, notice.muted_by)
    if not ids:
        return []
    people = User.objects.filter(pk__in=ids, is_active=True).select_related("mail_preference").order_by("pk")
    return _who_may_see(list(people), notice.subject)


def _wishes(refs: Iterable[Ref]) -> dict[tuple[Ref, str], set[int]]:
    """Who follows and who has muted these: one query."""
    wanted = Q(pk=None)
    for ref in refs:
        wanted |= Q(subject_kind=ref.kind, subject_id=ref.id)
    found: dict[tuple[Ref, str], set[int]] = defaultdict(set)
    rows = Subscription.objects.filter(wanted).values_list("subject_kind", "subject_id", "attention", "user_id")
    for kind, number, attention, user_id in rows:
        found[Ref(kind, number), attention].add(user_id)
    return found


def _topic_followers(refs: Iterable[Ref]) -> set[int]:
    """Topics are followed on their own page; whoever follows an area follows its issues."""
    topics = [ref.id for ref in refs if ref.kind == TOPIC]
    if not topics:
        return set()
    followed = Follow.objects.filter(Q(topic_id__in=topics) | Q(topic__issues__in=topics))
    return set(followed.values_list("user_id", flat=True))


def _who_may_see(people: list[User], ref: Ref) -> list[User]:
    """What visitors may see everybody may see; otherwise each is asked for."""
    if people and resolve_one(ref, AnonymousUser()) is not None:
        return people
    return [person for person in people if resolve_one(ref, person) is not None]
