"""How many comments and answers got which verdict."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from ict4society.consultations.models import Answer, Comment, Consultation
from ict4society.consultations.outcome_states import Verdict
from ict4society.consultations.queries.open_responses import answers_to_answer
from ict4society.foundation.database.together import together

OPEN = "open"
"""A row without a verdict."""


@dataclass(frozen=True)
class Verdicts:
    """How many rows have which verdict, ``open`` without one; under an empty key all of them."""

    comments: dict[str, int]
    answers: dict[str, int]

    def both(self) -> dict[str, int]:
        """Comments and answers together, by verdict."""
        return {name: self.comments[name] + self.answers[name] for name in (OPEN, *Verdict.values)}


def all_verdicts(consultation: Consultation) -> dict[str, int]:
    """The same over everything, the confidential included: for the figures of the report."""
    comments = Comment.objects.standing().filter(consultation=consultation)
    return verdicts_of(comments, answers_to_answer(consultation)).both()


def verdicts_of(comments: QuerySet[Comment], answers: QuerySet[Answer]) -> Verdicts:
    """These rows counted by verdict: one query."""
    found = []
    counted = [
        rows.order_by().values_list("response__verdict").annotate(number=Count("pk")) for rows in (comments, answers)
    ]
    for lines in together(*counted):
        counts = dict.fromkeys(("", OPEN, *Verdict.values), 0)
        for verdict, number in lines:
            counts[verdict or OPEN] += number
            counts[""] += number
        found.append(counts)
    return Verdicts(*found)
