"""Named reads of questions."""

from __future__ import annotations

from ict4society.consultations.models import Consultation, Question
from ict4society.foundation.database.prepared import Prepared

_questions: Prepared[Question] = Prepared(
    lambda consultation: Question.objects.filter(consultation_id=consultation).order_by("position", "pk"),
    consultation=int,
)


def questions_of(consultation: Consultation) -> list[Question]:
    """All questions in their order: a query that every reading of the text asks."""
    return _questions(consultation=consultation.pk)
