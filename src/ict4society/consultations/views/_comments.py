"""Comments as the templates show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ict4society.consultations.addresses import comment_url
from ict4society.consultations.models import Comment, Consultation, TextVersion
from ict4society.consultations.policies import on_own_side
from ict4society.consultations.queries.comments import supported_by
from ict4society.consultations.speaking import Speaker, channel_note, speaker_of
from ict4society.consultations.states import CommentKind, Visibility
from ict4society.foundation.citations.cite import CONTEXT
from ict4society.foundation.ui.shelf import Shelf
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


_kept: Shelf[str] = Shelf(8_000_000)


def kept_comment(row: CommentRow, text: TextVersion, scene: Mapping[str, Any]) -> SafeString | None:
    """The comment as it was rendered before: many readers see the same of it, and all of that is in the key.

    None where there is a form in it (to take support back): that belongs to one reader.
    """
    if row.supported_for:
        return None
    it = row.it
    state = (it.pk, it.revision, it.edited_at, it.support_count, it.visibility, it.paragraph.version_id)
    reader = (row.own, row.editable, row.supportable, scene["signed_in"], scene["manages"])
    words = (row.url, row.speaker, row.channel, text.pk, get_language(), timezone.get_current_timezone_name())
    key = (state, reader, words)
    found = _kept.get(key)
    if found is None:
        names = ("slug", "signed_in", "manages")
        context = {"row": row, "text": text, **{name: scene[name] for name in names}}
        found = str(get_template("consultations/_comment.html", using="jinja2").render(context))
        _kept.put(key, found, len(found))
    return mark_safe(found)  # noqa: S308 — rendered by our templates


def _whole_words(context: str, *, at_start: bool) -> str:
    """The words around a passage, without the one that was cut where the context ends."""
    if len(context) < CONTEXT:
        return context
    return context.rpartition(" ")[0] if at_start else context.partition(" ")[2]


def _takes(consultation: Consultation) -> bool:
    return consultation.hidden_at is None and consultation.takes_contributions(timezone.now())
