"""The citable words of live questions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.foundation.subjects import Passage
from ict4society.room.models import LiveQuestion


def question_passage(question: LiveQuestion, revision: int | None = None) -> Passage:
    """The question, asked off-line, in its only wording; without a name where it was asked so.

    Of one that was set aside or hidden no words. Raises LookupError for another revision than the first.
    """
    if revision not in (None, 1):
        raise LookupError(f"question {question.pk} has no revision {revision}")
    anonymous = question.anonymous
    return Passage(
        text="" if question.is_gone else question.text,
        revision=1,
        language=question.language,
        speaker=_("without a name") if anonymous else question.author.name,
        on_behalf_of=question.on_behalf_of.name if question.on_behalf_of and not anonymous else "",
        group=question.speaker_group,
        said_at=question.created_at,
        offline=True,
        withdrawn=question.is_gone,
        author_id=None if anonymous else question.author_id,
    )
