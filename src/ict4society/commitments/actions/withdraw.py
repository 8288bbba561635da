"""Take a commitment back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.commitments.actions.commit import require_owner
from ict4society.commitments.actions.judge import judge_locked, lock_commitment
from ict4society.commitments.events import CommitmentWithdrawn
from ict4society.commitments.models import Commitment
from ict4society.commitments.states import CommitmentState
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require


@transaction.atomic
def withdraw_commitment(*, actor: Actor, commitment: Commitment, reason: str) -> Commitment:
    """End a public commitment; it stays listed as withdrawn, with the reason. Again changes nothing.

    Raises Forbidden, MandateMissing, Refused without a reason.
    """
    locked = lock_commitment(commitment)
    if locked.state == CommitmentState.WITHDRAWN and locked.on_behalf_of_id == actor.organisation_id:
        return locked
    require(actor.user, "commitments.withdraw_commitment", locked, _("This commitment cannot be withdrawn by you."))
    require_owner(actor, locked)
    if not reason:
        raise Refused(_("Say why: the commitment stays listed as withdrawn, with your reason."))
    locked.state = CommitmentState.WITHDRAWN
    locked.reason = reason
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["state", "reason", "withdrawn_at"])
    judge_locked(locked, actor=actor)
    emit(CommitmentWithdrawn(locked.pk, reason), actor=actor)
    return locked
