"""Comment on a paragraph or on its words, suggest a change, edit, take back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.consultations.actions.contribute import NotOpen
from ict4society.consultations.actions.locking import lock_comment, lock_consultation
from ict4society.consultations.actions.voices import open_contribution, require_voice
from ict4society.consultations.events import CommentAdded, CommentEdited, CommentWithdrawn
from ict4society.consultations.models import Comment, CommentRevision, Contribution, Paragraph
from ict4society.consultations.states import CommentKind, TextKind, Visibility
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import CONTEXT, find_passage
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.foundation.richtext import render
from ict4society.organisations.queries import confirm_mandate, group_of


class StaleComment(Conflict):
    """The comment was edited since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Comment) -> None:
        super().__init__(_("This comment was changed since you opened it. Compare both and save again."))
        self.current = current


@transaction.atomic
def add_comment(
    *,
    actor: Actor,
    paragraph: Paragraph,
    kind: str = CommentKind.COMMENT,
    text: str = "",
    replacement: str = "",
    exact: str = "",
    start: int | None = None,
    visibility: str = Visibility.PUBLIC,
    language: str = "",
) -> Comment:
    """Publish a comment or a suggestion on a paragraph of a published text; on its words with ``exact``.

    ``start`` (characters into ``Paragraph.plain``) chooses among several occurrences. Raises Forbidden, MandateMissing,
    NotOpen, PassageNotFound when the words do not stand there, and Refused for what says nothing.
    """
    version = paragraph.version
    current = lock_consultation(version.consultation_id)
    if not current.takes_contributions(timezone.now()):
        raise NotOpen(current)
    require(actor.user, "consultations.comment", current)
    if version.published_at is None or version.kind == TextKind.FINAL:
        raise Refused(_("This text takes no comments."))
    confirm_mandate(actor)
    begin, end = find_passage(paragraph.plain, exact, start) if exact.strip() else (None, None)
    about = paragraph.plain[begin:end] if begin is not None else paragraph.plain
    _check_words(kind, text, replacement, about)
    contribution = open_contribution(actor, current)
    comment = Comment.objects.create(
        consultation=current,
        contribution=contribution,
        number=current.next_comment,
        paragraph=paragraph,
        paragraph_key=paragraph.key,
        exact=about if begin is not None else "",
        prefix=paragraph.plain[max(0, begin - CONTEXT) : begin] if begin is not None else "",
        suffix=paragraph.plain[end : end + CONTEXT] if end is not None else "",
        start=begin,
        end=end,
        kind=kind,
        text=text,
        html=str(render(text)),
        replacement=replacement if kind == CommentKind.SUGGESTION else "",
        written_by=actor.user,
        group=group_of(actor),
        language=language or (detect_language(text or replacement) or version.language),
        visibility=visibility,
    )
    current.next_comment += 1
    current.save(update_fields=["next_comment"])
    _count(contribution, 1)
    CommentRevision.objects.create(
        comment=comment, number=1, text=text, html=comment.html, replacement=comment.replacement, edited_by=actor.user
    )
    emit(CommentAdded(current.pk, comment.pk, comment.paragraph_key, kind), actor=actor)
    return comment


@transaction.atomic
def edit_comment(
    *, actor: Actor, comment: Comment, revision: int, text: str, replacement: str = "", visibility: str = ""
) -> Comment:
    """Give it a new wording until closing; earlier ones stay readable. The same words make no revision.

    Raises Forbidden, also in another voice, MandateMissing, NotOpen, StaleComment, and Refused for what says nothing.
    """
    current = lock_consultation(comment.consultation_id)
    locked = lock_comment(comment)
    require_voice(actor, locked.contribution)
    confirm_mandate(actor)
    if not current.takes_contributions(timezone.now()):
        raise NotOpen(current)
    require(actor.user, "consultations.change_comment", locked)
    if locked.revision != revision:
        raise StaleComment(locked)
    _check_words(locked.kind, text, replacement, locked.exact or locked.paragraph.plain)
    replacement = replacement if locked.kind == CommentKind.SUGGESTION else ""
    same_words = (locked.text, locked.replacement) == (text, replacement)
    if same_words and visibility in ("", locked.visibility):
        return locked
    locked.visibility = visibility or locked.visibility
    locked.revision += 1
    locked.text, locked.html, locked.replacement = text, str(render(text)), replacement
    locked.edited_at = timezone.now()
    locked.save()
    CommentRevision.objects.create(
        comment=locked,
        number=locked.revision,
        text=text,
        html=locked.html,
        replacement=replacement,
        edited_by=actor.user,
    )
    emit(CommentEdited(current.pk, locked.pk, locked.revision), actor=actor)
    return locked


@transaction.atomic
def withdraw_comment(*, actor: Actor, comment: Comment) -> Comment:
    """Take it back: it is not shown, counted or answered any more. Again changes nothing.

    Raises Forbidden and MandateMissing.
    """
    lock_consultation(comment.consultation_id)
    locked = lock_comment(comment)
    require_voice(actor, locked.contribution)
    confirm_mandate(actor)
    require(actor.user, "consultations.withdraw_comment", locked)
    if locked.withdrawn_at is None:
        stood = locked.hidden_at is None
        locked.withdrawn_at = timezone.now()
        locked.save(update_fields=["withdrawn_at"])
        if stood:
            _count(locked.contribution, -1)
        emit(CommentWithdrawn(locked.consultation_id, locked.pk), actor=actor)
    return locked


def _count(contribution: Contribution, change: int) -> None:
    Contribution.objects.filter(pk=contribution.pk).update(comment_count=F("comment_count") + change)


def _check_words(kind: str, text: str, replacement: str, about: str) -> None:
    if kind == CommentKind.COMMENT and not text.strip():
        raise Refused(_("Write your comment."))
    if kind == CommentKind.SUGGESTION and " ".join(replacement.split()) == " ".join(about.split()):
        raise Refused(_("Your suggestion leaves the words as they are: write what should stand there instead."))
