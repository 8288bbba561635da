"""Compute how commitments stand, and keep it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ict4society.commitments.course import course_of, points, values_of
from ict4society.commitments.events import StandingChanged
from ict4society.commitments.models import Commitment
from ict4society.commitments.progress import judge
from ict4society.commitments.states import OVER, CommitmentState
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit

FIELDS = ("standing", "newest_year", "newest_value", "expected_value", "progress")


def lock_commitment(commitment: Commitment) -> Commitment:
    """The commitment as it stands now, locked to the end of the transaction."""
    rows = Commitment.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("topic", "author", "on_behalf_of", "indicator", "joint").get(pk=commitment.pk)


def judge_locked(commitment: Commitment, *, actor: Actor | None) -> None:
    """Compute and save how a locked commitment stands; an event when that is another standing than before."""
    values = values_of(commitment)
    course = course_of(commitment)
    counted = [value for value in values if course.baseline.year < value.year <= course.deadline.year]
    rebased_at = commitment.rebased_at
    result = judge(
        course,
        points(values),
        today=timezone.localdate(),
        withdrawn=commitment.state == CommitmentState.WITHDRAWN,
        rebased_since=rebased_at is not None and not any(value.at > rebased_at for value in counted[-1:]),
    )
    before = commitment.standing
    commitment.standing = result.state
    commitment.newest_year = result.newest.year if result.newest else None
    commitment.newest_value = counted[-1].value if counted else None
    commitment.expected_value, commitment.progress = result.expected, result.progress
    commitment.save(update_fields=FIELDS)
    if before != commitment.standing and commitment.state == CommitmentState.PUBLIC:
        emit(StandingChanged(commitment.pk, str(before), str(commitment.standing)), actor=actor)


@transaction.atomic
def refresh_standing(commitment: Commitment) -> None:
    """Judge a public commitment again: a value was published or withdrawn, or a day has come. Safe to repeat."""
    locked = lock_commitment(commitment)
    if locked.state == CommitmentState.PUBLIC:
        judge_locked(locked, actor=None)


def refresh_all() -> int:
    """Judge every commitment whose standing time alone can change, each in its own transaction; how many."""
    rows = Commitment.objects.filter(state=CommitmentState.PUBLIC).exclude(standing__in=OVER)
    found = list(rows.order_by("pk"))
    for commitment in found:
        refresh_standing(commitment)
    return len(found)
