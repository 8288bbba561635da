"""The course of a partnership: begin it, complete it, end it early; or withdraw the call."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require
from ict4society.organisations.queries import confirm_mandate
from ict4society.partnerships.actions.move import lock_call, move, require_partner_voice, require_voice
from ict4society.partnerships.events import CallMoved
from ict4society.partnerships.models import Call
from ict4society.partnerships.states import CallState, InterestState


class PartnersMissing(Refused):
    """A partnership needs partners of different stakeholder groups."""


class OutcomeMissing(Refused):
    """The outcome has to be said."""


@transaction.atomic
def begin_partnership(*, actor: Actor, call: Call) -> Call:
    """The partners begin: at least one besides the organisation, of two stakeholder groups or more together.

    Raises Forbidden, MandateMissing, PartnersMissing and Conflict.
    """
    locked = lock_call(call)
    require(actor.user, "partnerships.begin_call", locked, _("Only colleagues of the organisation can begin it."))
    require_voice(actor, locked)
    confirm_mandate(actor)
    groups = set(locked.interests.filter(state=InterestState.ACCEPTED).values_list("group", flat=True))
    if not groups - {locked.group}:
        raise PartnersMissing(_("A partnership needs a partner of another stakeholder group. Accept one first."))
    move(locked, CallState.UNDER_WAY)
    locked.begun_at = timezone.now()
    locked.save(update_fields=["state", "begun_at"])
    emit(CallMoved(locked.pk, locked.state, True), actor=actor)
    return locked


@transaction.atomic
def close_partnership(*, actor: Actor, call: Call, completed: bool, outcome: str, outcome_url: str = "") -> Call:
    """Say what came of it: completed, or ended early with the reason. Any partner can.

    Raises Forbidden, MandateMissing, OutcomeMissing and Conflict.
    """
    locked = lock_call(call)
    require(actor.user, "partnerships.close_call", locked, _("Only partners can close a partnership under way."))
    require_partner_voice(actor, locked)
    confirm_mandate(actor)
    if not outcome.strip():
        raise OutcomeMissing(_("Say what came of it, also when it did not work: others learn from both."))
    move(locked, CallState.COMPLETED if completed else CallState.ENDED)
    locked.outcome, locked.outcome_url = outcome, outcome_url
    locked.closed_at = timezone.now()
    locked.save(update_fields=["state", "outcome", "outcome_url", "closed_at"])
    emit(CallMoved(locked.pk, locked.state, True, outcome), actor=actor)
    return locked


@transaction.atomic
def withdraw_call(*, actor: Actor, call: Call, reason: str = "") -> Call:
    """Take a call back before it is under way; those who were interested are told. Again changes nothing.

    Raises Forbidden, MandateMissing and Conflict.
    """
    locked = lock_call(call)
    if locked.state == CallState.WITHDRAWN and locked.on_behalf_of_id == actor.organisation_id:
        return locked
    refusal = _("Only colleagues can withdraw a call, before the partnership is under way.")
    require(actor.user, "partnerships.withdraw_call", locked, refusal)
    require_voice(actor, locked)
    confirm_mandate(actor)
    move(locked, CallState.WITHDRAWN)
    locked.outcome, locked.closed_at = reason, timezone.now()
    locked.save(update_fields=["state", "outcome", "closed_at"])
    emit(CallMoved(locked.pk, locked.state, locked.opened_at is not None, reason), actor=actor)
    return locked
