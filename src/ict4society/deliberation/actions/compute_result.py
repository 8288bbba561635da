"""Compute the result of a round and store it. Loads numpy: for the worker and the command line only."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ict4society.deliberation.consensus import Verdict, result_to_json
from ict4society.deliberation.events import ResultComputed
from ict4society.deliberation.models import Round, RoundResult
from ict4society.deliberation.queries.assessment import assess_votes
from ict4society.deliberation.queries.opinion_map import drawn_map
from ict4society.deliberation.queries.votes import stored_votes
from ict4society.deliberation.states import RoundState
from ict4society.foundation.events.emit import emit


@transaction.atomic
def compute_result(round_id: int) -> RoundResult | None:
    """Compute from the votes as they are now; None when the round is gone. Safe to repeat.

    ``version`` rises, and ResultComputed is emitted, only when the result is another one than before.
    """
    with connection.cursor() as cursor:
        # Two computations of one round take turns, so that the later one, which saw more, is stored last.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{ResultComputed.name}:{round_id}"])
    round_ = Round.objects.filter(pk=round_id).first()
    if round_ is None:
        return None
    computed_at = timezone.now()
    votes = stored_votes(round_)
    result = result_to_json(assess_votes(round_, votes))
    drawn = drawn_map(votes)
    values: dict[str, Any] = {
        "result": result,
        "verdicts": _verdicts(result),
        "opinion_map": drawn.shown if drawn else None,
        "priorities": drawn.priorities if drawn else {},
        "votes_counted": len(votes),
    }
    stored = RoundResult.objects.filter(round=round_).first()
    if stored is None:
        stored = RoundResult(round=round_, version=0)
    elif all(getattr(stored, name) == value for name, value in values.items()):
        stored.computed_at = computed_at
        stored.save(update_fields=["computed_at"])
        return stored
    for name, value in values.items():
        setattr(stored, name, value)
    stored.version += 1
    stored.computed_at = computed_at
    stored.save()
    closed = round_.state == RoundState.CLOSED
    emit(
        ResultComputed(round_id=round_.pk, version=stored.version, votes=len(votes), closed=closed),
        actor=None,
    )
    return stored


def _verdicts(result: dict[str, Any]) -> dict[str, int]:
    """How many statements have which verdict, every verdict named."""
    counted = Counter(statement["verdict"] for statement in result["statements"])
    return {verdict.value: counted[verdict.value] for verdict in Verdict}
