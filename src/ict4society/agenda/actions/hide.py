"""A moderator hides a proposal, or shows it again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ict4society.agenda.actions.move import lock_proposal
from ict4society.agenda.events import ProposalHidden, ProposalRestored
from ict4society.agenda.models import Proposal
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require


@transaction.atomic
def hide_proposal(*, actor: Actor, proposal: Proposal, reason: str) -> None:
    """Nobody but moderators and its author sees it. Hiding it again changes nothing. Raises Forbidden."""
    require(actor.user, "agenda.moderate_proposal", proposal)
    locked = lock_proposal(proposal)
    if locked.hidden_at is None:
        locked.hidden_at = timezone.now()
        locked.save(update_fields=["hidden_at"])
        emit(ProposalHidden(locked.pk, reason), actor=actor)


@transaction.atomic
def restore_proposal(*, actor: Actor, proposal: Proposal, reason: str) -> None:
    """Undo ``hide_proposal``. Restoring what is not hidden changes nothing. Raises Forbidden."""
    require(actor.user, "agenda.moderate_proposal", proposal)
    locked = lock_proposal(proposal)
    if locked.hidden_at is not None:
        locked.hidden_at = None
        locked.save(update_fields=["hidden_at"])
        emit(ProposalRestored(locked.pk, reason), actor=actor)
