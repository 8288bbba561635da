"""Support a comment, or take that back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from ict4society.consultations.actions.contribute import NotOpen
from ict4society.consultations.actions.locking import lock_comment
from ict4society.consultations.events import CommentSupported
from ict4society.consultations.models import Comment, CommentSupport
from ict4society.consultations.policies import is_open_now
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit, notify_pages
from ict4society.foundation.policy import require
from ict4society.organisations.queries import confirm_mandate, group_of


@transaction.atomic
def support_comment(*, actor: Actor, comment: Comment) -> CommentSupport:
    """Support what somebody else said: once for each organisation and for each person. Again changes nothing.

    Raises Forbidden, MandateMissing and NotOpen.
    """
    locked = lock_comment(comment)
    known = _support(actor, locked)
    if known is not None:
        return known
    _require_open(actor, locked)
    confirm_mandate(actor)
    support = CommentSupport.objects.create(
        comment=locked, author=actor.user, on_behalf_of=actor.organisation, group=group_of(actor)
    )
    _changed(actor, locked, 1)
    return support


@transaction.atomic
def take_support_back(*, actor: Actor, comment: Comment) -> bool:
    """Undo it as long as the consultation is open; whether there was any. Raises as ``support_comment``."""
    locked = lock_comment(comment)
    support = _support(actor, locked)
    if support is None:
        return False
    _require_open(actor, locked)
    confirm_mandate(actor)
    support.delete()
    _changed(actor, locked, -1)
    return True


def _support(actor: Actor, comment: Comment) -> CommentSupport | None:
    if actor.organisation is not None:
        return comment.supports.filter(on_behalf_of_id=actor.organisation_id).first()
    return comment.supports.filter(author_id=actor.user_id, on_behalf_of=None).first()


def _require_open(actor: Actor, comment: Comment) -> None:
    if not is_open_now.test(actor.user, comment.consultation):
        raise NotOpen(comment.consultation)
    require(actor.user, "consultations.support_comment", comment)


def _changed(actor: Actor, comment: Comment, by: int) -> None:
    Comment.objects.filter(pk=comment.pk).update(support_count=F("support_count") + by)
    event = CommentSupported(comment.consultation_id, comment.pk, by > 0, actor.organisation_id)
    emit(event, actor=actor)
    notify_pages((f"comment:{comment.pk}",))
