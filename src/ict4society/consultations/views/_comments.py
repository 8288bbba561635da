"""Comments as the templates show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from ict4society.consultations.addresses import comment_url
from ict4society.consultations.models import Comment, Consultation
from ict4society.consultations.policies import on_own_side
from ict4society.consultations.queries.comments import supported_by
from ict4society.consultations.speaking import Speaker, channel_note, speaker_of
from ict4society.consultations.states import CommentKind, Visibility
from ict4society.foundation.citations.cite import CONTEXT
from ict4society.organisations.standing import active_mandates


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment and what this reader may do with it."""

    it: Comment
    speaker: Speaker
    url: str
    own: bool
    editable: bool
    supportable: bool
    supported_for: tuple[str, ...]
    """For whom the reader supports it: ids of organisations, and an empty text for themselves."""
    channel: str
    before: str
    removed: str
    after: str
    """A suggestion in its place: what stands before the words, the words, what stands after them."""

    @property
    def is_suggestion(self) -> bool:
        return self.it.kind == CommentKind.SUGGESTION

    @property
    def is_confidential(self) -> bool:
        return self.it.visibility == Visibility.CONFIDENTIAL


def comment_rows(user: Any, consultation: Consultation, comments: Sequence[Comment]) -> list[CommentRow]:
    """The rows of these comments: supports of the reader come in one query."""
    supported = supported_by(user, comments)
    open_now = bool(user.is_authenticated) and _takes(consultation)
    voices = 1 + len(active_mandates(user)) if user.is_authenticated else 0
    rows = []
    for comment in comments:
        comment.consultation = comment.contribution.consultation = consultation
        own = on_own_side(user, comment.contribution)
        stands = comment.withdrawn_at is None and comment.hidden_at is None
        given = supported.get(comment.pk, set())
        rows.append(
            CommentRow(
                it=comment,
                speaker=speaker_of(user, comment.contribution, comment.visibility, comment.group),
                url=comment_url(comment),
                own=own,
                editable=own and open_now and stands,
                supportable=open_now and stands and not own and len(given) < voices,
                supported_for=tuple(sorted(str(each or "") for each in given)),
                channel=channel_note(comment.contribution),
                before=_whole_words(comment.prefix, at_start=False),
                removed=comment.exact or comment.paragraph.plain,
                after=_whole_words(comment.suffix, at_start=True),
            )
        )
    return rows


def _whole_words(context: str, *, at_start: bool) -> str:
    """The words around a passage, without the one that was cut where the context ends."""
    if len(context) < CONTEXT:
        return context
    return context.rpartition(" ")[0] if at_start else context.partition(" ")[2]


def _takes(consultation: Consultation) -> bool:
    return consultation.hidden_at is None and consultation.takes_contributions(timezone.now())
