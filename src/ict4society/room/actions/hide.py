"""A moderator hides a question, or shows it again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.room.events import QuestionHidden, QuestionRestored
from ict4society.room.models import LiveQuestion


@transaction.atomic
def hide_question(*, actor: Actor, question: LiveQuestion, reason: str) -> None:
    """Only moderators and those who run the meeting see it. Hiding it again changes nothing. Raises Forbidden."""
    require(actor.user, "room.moderate_question", question)
    if LiveQuestion.objects.filter(pk=question.pk, hidden_at=None).update(hidden_at=timezone.now()):
        emit(QuestionHidden(question.meeting_id, question.pk, reason), actor=actor)


@transaction.atomic
def restore_question(*, actor: Actor, question: LiveQuestion, reason: str) -> None:
    """Undo ``hide_question``. Restoring what is not hidden changes nothing. Raises Forbidden."""
    require(actor.user, "room.moderate_question", question)
    if LiveQuestion.objects.filter(pk=question.pk, hidden_at__isnull=False).update(hidden_at=None):
        emit(QuestionRestored(question.meeting_id, question.pk, reason), actor=actor)
