"""Remind colleagues that a practice is due for review again."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ict4society.foundation.events.emit import emit
from ict4society.practices.events import ReviewDue
from ict4society.practices.models import Practice
from ict4society.practices.states import REMIND_DAYS_BEFORE, PracticeState


def remind_of_reviews() -> int:
    """Tell of every recognised practice whose time ends within 60 days, once; how many those were."""
    before = timezone.localdate() + timedelta(days=REMIND_DAYS_BEFORE)
    due = Practice.objects.filter(
        state=PracticeState.RECOGNISED, review_due__lte=before, reminded_at=None, hidden_at=None
    )
    return sum(_remind(pk) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _remind(practice_id: int) -> bool:
    rows = Practice.objects.select_for_update(no_key=True)
    practice = rows.filter(pk=practice_id, reminded_at=None, state=PracticeState.RECOGNISED).first()
    if practice is None or practice.review_due is None:
        return False
    practice.reminded_at = timezone.now()
    practice.save(update_fields=["reminded_at"])
    emit(ReviewDue(practice.pk, practice.review_due.isoformat()), actor=None)
    return True
