"""Remind owners, once for each occasion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ict4society.commitments.events import OwnerReminded
from ict4society.commitments.models import Commitment, Reminder
from ict4society.commitments.states import OVER, CommitmentState
from ict4society.foundation.events.emit import emit

UPDATE_MONTH, UPDATE_DAY = 6, 30
"""The value of a year is due half a year after it."""
AHEAD = timedelta(days=30)
LATE = timedelta(days=14)
"""So long after its day a reminder still goes out: the instance may have been down."""


def occasions(commitment: Commitment, today: date) -> Iterator[tuple[str, date]]:
    """What there is to remind of today, with the day on which it is due."""
    due = date(today.year, UPDATE_MONTH, UPDATE_DAY)
    year = today.year - 1
    known = commitment.newest_year is not None and commitment.newest_year >= year
    runs = commitment.baseline_year < year <= commitment.deadline.year
    if runs and not known and due - AHEAD <= today <= due + LATE:
        yield "update", due
    if commitment.deadline - AHEAD <= today < commitment.deadline:
        yield "deadline_near", commitment.deadline
    if commitment.deadline <= today <= commitment.deadline + LATE:
        yield "deadline", commitment.deadline


def remind_owners(today: date | None = None) -> int:
    """Tell the owners of public commitments that are not over; each occasion once. How many reminders went out."""
    day = today or timezone.localdate()
    rows = Commitment.objects.filter(state=CommitmentState.PUBLIC, hidden_at=None).exclude(standing__in=OVER)
    due = [(each, *occasion) for each in rows.order_by("pk") for occasion in occasions(each, day)]
    return sum(_remind(commitment, what, on) for commitment, what, on in due)


@transaction.atomic
def _remind(commitment: Commitment, what: str, due: date) -> bool:
    _row, fresh = Reminder.objects.get_or_create(commitment=commitment, what=what, day=due)
    if fresh:
        emit(OwnerReminded(commitment.pk, what, due.isoformat()), actor=None)
    return fresh
