"""Hide a commitment or a joint commitment from everybody but moderators (and the owner), or show it again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ict4society.commitments.actions.judge import lock_commitment
from ict4society.commitments.events import CommitmentHidden, CommitmentRestored, JointHidden, JointRestored
from ict4society.commitments.models import Commitment, JointCommitment
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require


@transaction.atomic
def hide_commitment(commitment: Commitment, actor: Actor, reason: str) -> None:
    """Again changes nothing. Raises Forbidden."""
    require(actor.user, "commitments.moderate_commitment", commitment)
    locked = lock_commitment(commitment)
    if locked.hidden_at is None:
        locked.hidden_at = timezone.now()
        locked.save(update_fields=["hidden_at"])
        emit(CommitmentHidden(locked.pk, reason), actor=actor)


@transaction.atomic
def restore_commitment(commitment: Commitment, actor: Actor, reason: str) -> None:
    """Undo ``hide_commitment``; again changes nothing. Raises Forbidden."""
    require(actor.user, "commitments.moderate_commitment", commitment)
    locked = lock_commitment(commitment)
    if locked.hidden_at is not None:
        locked.hidden_at = None
        locked.save(update_fields=["hidden_at"])
        emit(CommitmentRestored(locked.pk, reason), actor=actor)


@transaction.atomic
def hide_joint(joint: JointCommitment, actor: Actor, reason: str) -> None:
    """Hide a joint commitment; the commitments that joined it stay. Again changes nothing. Raises Forbidden."""
    require(actor.user, "commitments.moderate_joint", joint)
    if JointCommitment.objects.filter(pk=joint.pk, hidden_at=None).update(hidden_at=timezone.now()):
        emit(JointHidden(joint.pk, reason), actor=actor)


@transaction.atomic
def restore_joint(joint: JointCommitment, actor: Actor, reason: str) -> None:
    """Undo ``hide_joint``; again changes nothing. Raises Forbidden."""
    require(actor.user, "commitments.moderate_joint", joint)
    if JointCommitment.objects.filter(pk=joint.pk, hidden_at__isnull=False).update(hidden_at=None):
        emit(JointRestored(joint.pk, reason), actor=actor)
