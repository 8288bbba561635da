"""Moderation: what is hidden is seen by moderators, staff and its author's side only."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ict4society.consultations.actions.locking import lock_comment, lock_consultation, lock_contribution
from ict4society.consultations.events import (
    CommentHidden,
    CommentRestored,
    ConsultationHidden,
    ConsultationRestored,
    ContributionHidden,
    ContributionRestored,
)
from ict4society.consultations.models import Comment, Consultation, Contribution
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require


@transaction.atomic
def hide_comment(*, actor: Actor, comment: Comment, reason: str) -> None:
    """Hiding it again changes nothing. Raises Forbidden."""
    require(actor.user, "consultations.moderate_comment", comment)
    locked = lock_comment(comment)
    if locked.hidden_at is None:
        locked.hidden_at = timezone.now()
        _count(locked, -1)
        emit(CommentHidden(locked.consultation_id, locked.pk, reason), actor=actor)


@transaction.atomic
def restore_comment(*, actor: Actor, comment: Comment, reason: str) -> None:
    """Undo ``hide_comment``. Raises Forbidden."""
    require(actor.user, "consultations.moderate_comment", comment)
    locked = lock_comment(comment)
    if locked.hidden_at is not None:
        locked.hidden_at = None
        _count(locked, 1)
        emit(CommentRestored(locked.consultation_id, locked.pk, reason), actor=actor)


def _count(comment: Comment, change: int) -> None:
    comment.save(update_fields=["hidden_at"])
    if comment.withdrawn_at is None:
        Contribution.objects.filter(pk=comment.contribution_id).update(comment_count=F("comment_count") + change)


@transaction.atomic
def hide_contribution(*, actor: Actor, contribution: Contribution, reason: str) -> None:
    """Its answers are neither shown nor counted. Hiding it again changes nothing. Raises Forbidden."""
    require(actor.user, "consultations.moderate", contribution.consultation)
    locked = lock_contribution(contribution)
    if locked.hidden_at is None:
        locked.hidden_at = timezone.now()
        locked.save(update_fields=["hidden_at"])
        emit(ContributionHidden(locked.consultation_id, locked.pk, reason), actor=actor)


@transaction.atomic
def restore_contribution(*, actor: Actor, contribution: Contribution, reason: str) -> None:
    """Undo ``hide_contribution``. Raises Forbidden."""
    require(actor.user, "consultations.moderate", contribution.consultation)
    locked = lock_contribution(contribution)
    if locked.hidden_at is not None:
        locked.hidden_at = None
        locked.save(update_fields=["hidden_at"])
        emit(ContributionRestored(locked.consultation_id, locked.pk, reason), actor=actor)


@transaction.atomic
def hide_consultation(*, actor: Actor, consultation: Consultation, reason: str) -> None:
    """The whole consultation. Hiding it again changes nothing. Raises Forbidden."""
    require(actor.user, "consultations.moderate", consultation)
    locked = lock_consultation(consultation.pk)
    if locked.hidden_at is None:
        locked.hidden_at = timezone.now()
        locked.save(update_fields=["hidden_at"])
        emit(ConsultationHidden(locked.pk, reason), actor=actor)


@transaction.atomic
def restore_consultation(*, actor: Actor, consultation: Consultation, reason: str) -> None:
    """Undo ``hide_consultation``. Raises Forbidden."""
    require(actor.user, "consultations.moderate", consultation)
    locked = lock_consultation(consultation.pk)
    if locked.hidden_at is not None:
        locked.hidden_at = None
        locked.save(update_fields=["hidden_at"])
        emit(ConsultationRestored(locked.pk, reason), actor=actor)
