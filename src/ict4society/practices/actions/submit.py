"""Put a practice before its peers, or take it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require
from ict4society.organisations.queries import confirm_mandate
from ict4society.practices.actions.move import lock_practice, move, require_voice
from ict4society.practices.events import PracticeSubmitted, PracticeWithdrawn
from ict4society.practices.models import Practice
from ict4society.practices.states import PracticeState


class NothingNew(Refused):
    """It says what was judged already."""


@transaction.atomic
def submit_practice(*, actor: Actor, practice: Practice) -> Practice:
    """Begin a round of peer review; from the first on, everybody reads it. Doing it again changes nothing.

    After a decision that asked for more it needs a new revision. Raises Forbidden, MandateMissing, NothingNew and
    Conflict.
    """
    locked = lock_practice(practice)
    if locked.state == PracticeState.IN_REVIEW and locked.on_behalf_of_id == actor.organisation_id:
        return locked
    require(actor.user, "practices.submit_practice", locked, _("Only colleagues of the organisation can submit it."))
    require_voice(actor, locked)
    confirm_mandate(actor)
    judged = (PracticeState.NEEDS_WORK, PracticeState.NOT_RECOGNISED)
    if locked.state in judged and locked.revision == locked.reviewed_revision:
        raise NothingNew(
            _("Peers have judged exactly these words. Take up what they said first, then submit it again.")
        )
    move(locked, PracticeState.IN_REVIEW)
    locked.round += 1
    locked.submitted_at = locked.submitted_at or timezone.now()
    locked.reviewed_revision = locked.revision
    locked.reminded_at = None
    locked.save(update_fields=["state", "round", "submitted_at", "reviewed_revision", "reminded_at"])
    emit(PracticeSubmitted(locked.pk, locked.round, locked.topic_id), actor=actor)
    return locked


@transaction.atomic
def withdraw_practice(*, actor: Actor, practice: Practice, reason: str = "") -> Practice:
    """Take it back; what others have read stays readable as withdrawn. Again changes nothing.

    Raises Forbidden, MandateMissing and Conflict.
    """
    locked = lock_practice(practice)
    if locked.state == PracticeState.WITHDRAWN and locked.on_behalf_of_id == actor.organisation_id:
        return locked
    require(
        actor.user, "practices.withdraw_practice", locked, _("Only colleagues of the organisation can withdraw it.")
    )
    require_voice(actor, locked)
    confirm_mandate(actor)
    move(locked, PracticeState.WITHDRAWN)
    locked.reason = reason
    locked.decided_at = timezone.now()
    locked.save(update_fields=["state", "reason", "decided_at"])
    emit(PracticeWithdrawn(locked.pk, locked.submitted_at is not None, reason), actor=actor)
    return locked
