"""Express interest in a call, and answer it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Conflict, Forbidden, Refused, require
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.partnerships.actions.move import lock_call, require_voice
from ict4society.partnerships.events import InterestDecided, InterestSent
from ict4society.partnerships.models import Call, Interest
from ict4society.partnerships.states import InterestState


class InterestRefused(Refused):
    """This expression of interest cannot be taken; the message says why."""


@transaction.atomic
def express_interest(*, actor: Actor, call: Call, message: str, offers: Iterable[str] = ()) -> Interest:
    """Tell the organisation of a call that one's own would like to be a partner; only both know.

    Raises Forbidden, MandateMissing, and InterestRefused (a second one, a group that is not looked for).
    """
    locked = lock_call(call)
    refusal = _("Other organisations can express interest, as long as the call is open or the partnership under way.")
    require(actor.user, "partnerships.join_call", locked, refusal)
    if actor.organisation is None or actor.organisation_id == locked.on_behalf_of_id:
        raise Forbidden(refusal)
    confirm_mandate(actor)
    if locked.groups and actor.organisation.group not in locked.groups:
        raise InterestRefused(_("This call looks for partners of other stakeholder groups than yours."))
    open_ones = locked.interests.filter(state__in=(InterestState.SENT, InterestState.ACCEPTED))
    if open_ones.filter(on_behalf_of=actor.organisation).exists():
        raise InterestRefused(_("Somebody of your organisation has expressed interest already."))
    interest = Interest.objects.create(
        call=locked,
        message=message,
        offers=list(offers),
        author=actor.user,
        on_behalf_of=actor.organisation,
        group=group_of(actor),
        interest=actor.interest,
        language=detect_language(message),
    )
    emit(InterestSent(locked.pk, interest.pk), actor=actor)
    return interest


@transaction.atomic
def decide_interest(*, actor: Actor, interest: Interest, accept: bool, reason: str = "") -> Interest:
    """Take the organisation as a partner, or decline with a reason for them.

    Raises Forbidden, MandateMissing, InterestRefused (no reason) and Conflict (answered or withdrawn already).
    """
    call = lock_call(interest.call)
    locked = Interest.objects.select_for_update(no_key=True).get(pk=interest.pk)
    require(actor.user, "partnerships.decide_interest", call)
    require_voice(actor, call)
    confirm_mandate(actor)
    _require_sent(locked)
    if not accept and not reason.strip():
        raise InterestRefused(_("Say why: only the organisation that asked reads it."))
    return _decided(actor, locked, InterestState.ACCEPTED if accept else InterestState.DECLINED, reason)


@transaction.atomic
def withdraw_interest(*, actor: Actor, interest: Interest) -> Interest:
    """Take one's own back before it was answered. Raises Forbidden, MandateMissing and Conflict."""
    locked = Interest.objects.select_for_update(no_key=True).get(pk=interest.pk)
    if actor.organisation_id != locked.on_behalf_of_id:
        raise Forbidden(_("Only the organisation that expressed it can take it back."))
    confirm_mandate(actor)
    _require_sent(locked)
    return _decided(actor, locked, InterestState.WITHDRAWN, "")


def _require_sent(interest: Interest) -> None:
    if interest.state != InterestState.SENT:
        message = _("This expression of interest is “%(state)s” already.")
        raise Conflict(message % {"state": interest.get_state_display()})


def _decided(actor: Actor, interest: Interest, state: InterestState, reason: str) -> Interest:
    interest.state, interest.reason, interest.decided_at = state, reason, timezone.now()
    interest.save(update_fields=["state", "reason", "decided_at"])
    emit(InterestDecided(interest.call_id, interest.pk, state.value, reason), actor=actor)
    return interest
