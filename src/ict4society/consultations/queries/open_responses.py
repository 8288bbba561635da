"""Which comments and answers need a response, and which have none yet."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ict4society.consultations.models import Answer, Comment, Consultation
from ict4society.consultations.outcome_settings import outcome_settings
from ict4society.foundation.database.together import Total, together

HAS_NONE = Q(response=None) | Q(response__verdict="")


def comments_to_answer(consultation: Consultation) -> QuerySet[Comment]:
    """Every comment and suggestion that stands, whoever may see it."""
    return Comment.objects.standing().filter(consultation=consultation)


def answers_to_answer(consultation: Consultation) -> QuerySet[Answer]:
    """The words given to those open questions whose answers need a response each."""
    keys = outcome_settings(consultation.thresholds).respond_to
    found = Answer.objects.counted().filter(question__consultation=consultation, question__key__in=keys)
    return found.exclude(text="")


def open_responses(consultation: Consultation) -> int:
    """How many comments and answers have no response yet: as long as there is one, the consultation is not final."""
    comments, answers = comments_to_answer(consultation), answers_to_answer(consultation)
    return sum(together(Total(comments.filter(HAS_NONE)), Total(answers.filter(HAS_NONE))))
