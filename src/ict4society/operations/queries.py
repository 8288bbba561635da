"""Named reads of the operator's console."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.foundation.events import all_event_types
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.subjects import Ref, Subject, resolve
from ict4society.foundation.tasks.health import QueueHealth, queue_health
from ict4society.moderation.models import Flag
from ict4society.notifications.models import MailReceipt
from ict4society.organisations.models import Organisation


@dataclass(frozen=True)
class Overview:
    """The state of the instance."""

    queue: QueueHealth
    members: int
    joined_lately: int
    """In the last seven days."""
    unverified: int
    open_cases: int
    events_lately: int
    """In the last 24 hours."""
    mails_unknown: int
    """Mails of which nobody knows whether they arrived."""


@dataclass(frozen=True)
class LogEntry:
    """A line of the audit log."""

    id: int
    at: datetime
    name: str
    actor: User | None
    organisation: Organisation | None
    subject: Subject | None
    ref: Ref | None
    payload: dict[str, Any]


@dataclass(frozen=True)
class LogFilters:
    """Which lines of the audit log."""

    name: str = ""
    """A whole name, or a feature's prefix."""
    actor: User | None = None
    ref: Ref | None = None
    since: date | None = None
    until: date | None = None


def overview() -> Overview:
    """Six queries."""
    now = timezone.now()
    people = User.objects.aggregate(
        members=Count("pk", filter=Q(is_active=True)),
        lately=Count("pk", filter=Q(joined_at__gte=now - timedelta(days=7))),
    )
    cases = Flag.objects.filter(decision=None).order_by().values("subject_kind", "subject_id").distinct()
    return Overview(
        queue=queue_health(),
        members=people["members"],
        joined_lately=people["lately"],
        unverified=unverified_organisations().count(),
        open_cases=cases.count(),
        events_lately=EventRecord.objects.filter(created_at__gte=now - timedelta(hours=24)).count(),
        mails_unknown=MailReceipt.objects.filter(sent_at=None, created_at__lt=now - timedelta(minutes=5)).count(),
    )


def unverified_organisations() -> QuerySet[Organisation]:
    """Organisations that wait for an operator to vouch for them."""
    return Organisation.objects.filter(verified_at=None, hidden_at=None)


def event_names() -> list[str]:
    """Everything that can stand in the log: each feature, then its events."""
    names = list(all_event_types())
    features = sorted({name.partition(".")[0] for name in names})
    return [entry for feature in features for entry in (feature, *(n for n in names if n.startswith(f"{feature}.")))]


def log(filters: LogFilters, user: Any, *, before: int | None = None, limit: int = 50) -> list[LogEntry]:
    """The audit log, latest first: three queries, and one for each kind of subject."""
    rows = EventRecord.objects.order_by("-pk")
    if filters.name:
        exact = "." in filters.name
        rows = rows.filter(name=filters.name) if exact else rows.filter(name__startswith=f"{filters.name}.")
    if filters.actor is not None:
        rows = rows.filter(actor_id=filters.actor.pk)
    if filters.ref is not None:
        rows = rows.filter(subject_kind=filters.ref.kind, subject_id=filters.ref.id)
    if filters.since is not None:
        rows = rows.filter(created_at__date__gte=filters.since)
    if filters.until is not None:
        rows = rows.filter(created_at__date__lte=filters.until)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return _entries(list(rows[:limit]), user)


def _entries(rows: list[EventRecord], user: Any) -> list[LogEntry]:
    people = User.objects.in_bulk({row.actor_id for row in rows if row.actor_id is not None})
    organisations = Organisation.objects.in_bulk(
        {row.organisation_id for row in rows if row.organisation_id is not None}
    )
    subjects = resolve((row.subject for row in rows if row.subject is not None), user)
    return [
        LogEntry(
            id=row.pk,
            at=row.created_at,
            name=row.name,
            actor=people.get(row.actor_id) if row.actor_id is not None else None,
            organisation=organisations.get(row.organisation_id) if row.organisation_id is not None else None,
            subject=subjects.get(row.subject) if row.subject is not None else None,
            ref=row.subject,
            payload=row.payload,
        )
        for row in rows
    ]
