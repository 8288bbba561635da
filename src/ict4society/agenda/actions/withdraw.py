"""Take a proposal back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.agenda.actions.move import lock_proposal, move
from ict4society.agenda.events import ProposalWithdrawn
from ict4society.agenda.models import Proposal
from ict4society.agenda.states import ProposalState
from ict4society.discussions.actions.voice import require_same_voice
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.organisations.queries import confirm_mandate


@transaction.atomic
def withdraw_proposal(*, actor: Actor, proposal: Proposal, reason: str = "") -> Proposal:
    """End a draft or an open proposal; its supporters get their supports back. Doing it again changes nothing.

    Raises Forbidden, also in another voice, MandateMissing, and Conflict when something was decided meanwhile.
    """
    locked = lock_proposal(proposal)
    if locked.state == ProposalState.WITHDRAWN and locked.author_id == actor.user_id:
        return locked
    was_open = locked.state == ProposalState.OPEN
    refusal = _("Only its author can withdraw a proposal, as long as nothing was decided about it.")
    require(actor.user, "agenda.withdraw_proposal", locked, refusal)
    require_same_voice(actor, locked)
    confirm_mandate(actor)
    move(locked, ProposalState.WITHDRAWN)
    locked.reason = reason
    locked.decided_at = timezone.now()
    locked.save(update_fields=["state", "reason", "decided_at"])
    emit(ProposalWithdrawn(locked.pk, was_open, reason), actor=actor)
    return locked
