"""What follows from events: citations of questions are kept true."""

from __future__ import annotations

from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.subjects import Ref
from ict4society.room.events import QuestionHidden, QuestionMoved, QuestionRestored
from ict4society.room.models import LiveQuestion


@listens_to(QuestionMoved, QuestionHidden, QuestionRestored)
def citations_follow_question(record: EventRecord, event: QuestionMoved | QuestionHidden | QuestionRestored) -> None:
    """Bring the citations of a question to what is true now, whatever the order in which its events arrive."""
    question = LiveQuestion.objects.filter(pk=event.question_id).first()
    if question is not None:
        follow_source(Ref("room.question", question.pk), "withdrawn" if question.is_gone else "restored")
