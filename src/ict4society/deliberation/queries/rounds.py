"""Named reads of rounds: each narrows or orders the rounds that a policy has let through."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from ict4society.deliberation.models import Participant, Round, Statement
from ict4society.deliberation.states import RoundState, StatementState
from ict4society.foundation.subjects import Ref


def with_counts(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Each round with ``statement_count`` (accepted ones), ``participant_count`` and the computed result's figures."""
    return (
        rounds.select_related("topic", "result")
        .defer("result__result", "result__opinion_map", "result__priorities")
        .annotate(
            statement_count=_count(Statement.objects.filter(state=StatementState.ACCEPTED)),
            participant_count=_count(Participant.objects.all()),
        )
    )


def in_order(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Drafts, then open rounds (those that close soonest first), then closed ones, latest first."""
    place = Case(
        When(state=RoundState.DRAFT, then=Value(0)),
        When(state=RoundState.OPEN, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    closes = Case(When(state=RoundState.OPEN, then="closes_at"))
    return rounds.order_by(place, closes.asc(nulls_last=True), "-closed_at", "-pk")


def open_rounds(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Rounds that take positions now, with their counts, those that close soonest first."""
    return in_order(with_counts(rounds.filter(state=RoundState.OPEN)))


def rounds_of(rounds: QuerySet[Round], ref: Ref) -> QuerySet[Round]:
    """The rounds that belong to a thread, meeting or consultation."""
    return in_order(with_counts(rounds.filter(subject_kind=ref.kind, subject_id=ref.id)))


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows belong to the round, as a subquery: joins would multiply each other."""
    grouped = rows.filter(round=OuterRef("pk")).order_by().values("round").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(grouped, output_field=IntegerField()), 0)
