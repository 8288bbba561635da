"""Named reads of moderation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Min, Q, QuerySet

from ict4society.foundation.subjects import Ref, Subject, SubjectType, resolve, subject_type
from ict4society.foundation.ui.navigation import Tally
from ict4society.moderation.models import Decision, Flag
from ict4society.moderation.states import FlagReason

OPEN_CASES = Tally(
    "SELECT count(*) FROM (SELECT DISTINCT subject_kind, subject_id FROM moderation_flag WHERE decision_id IS NULL)"
    " AS waiting"
)
"""How many things wait for a decision; for the menu."""


@dataclass(frozen=True, slots=True)
class Case:
    """Something that was reported and waits for a decision."""

    ref: Ref
    subject: Subject | None
    reports: int
    reasons: list[str]
    """Labels."""
    first_at: datetime
    appeal: bool


def open_cases(user: Any, *, limit: int = 25, offset: int = 0) -> list[Case]:
    """The oldest first: two queries."""
    rows = list(_open_subjects().order_by("first_at", "subject_kind", "subject_id")[offset : offset + limit])
    subjects = resolve((Ref(row["subject_kind"], row["subject_id"]) for row in rows), user)
    cases = []
    for row in rows:
        ref = Ref(row["subject_kind"], row["subject_id"])
        reasons = [str(FlagReason(reason).label) for reason in sorted(row["reasons"])]
        cases.append(Case(ref, subjects.get(ref), row["reports"], reasons, row["first_at"], bool(row["appeal"])))
    return cases


def _open_subjects() -> Any:
    return (
        Flag.objects.filter(decision=None)
        .order_by()
        .values("subject_kind", "subject_id")
        .annotate(
            reports=Count("pk"),
            reasons=ArrayAgg("reason", distinct=True),
            first_at=Min("created_at"),
            appeal=Count("pk", filter=Q(appeals__isnull=False)),
        )
    )


def flags_of(ref: Ref) -> QuerySet[Flag]:
    """The reports of a subject that wait for a decision, oldest first."""
    return Flag.objects.filter(subject_kind=ref.kind, subject_id=ref.id, decision=None).select_related("reporter")


def decisions_of(ref: Ref) -> QuerySet[Decision]:
    """Earlier decisions on a subject, latest first."""
    return Decision.objects.filter(subject_kind=ref.kind, subject_id=ref.id).select_related("moderator")


def decision_log() -> QuerySet[Any]:
    """All decisions with the reasons of the reports that they answer, latest first; nothing of it names a person."""
    return Decision.objects.annotate(
        reports=Count("flags"), flag_reasons=ArrayAgg("flags__reason", distinct=True, filter=Q(flags__isnull=False))
    ).order_by("-pk")


def moderatable_type(kind: str) -> SubjectType | None:
    """The type, when things of this kind can be reported and hidden."""
    try:
        found = subject_type(kind)
    except LookupError:
        return None
    return found if found.hide is not None and found.restore is not None else None


def words_of(subject: Subject) -> str:
    """What the subject says now, as far as its feature tells."""
    found = subject_type(subject.ref.kind)
    if found.citable is not None:
        try:
            return found.citable(subject.obj, None).text
        except LookupError:
            return ""
    document = found.document(subject.obj) if found.document is not None else None
    return document.body if document is not None else ""
