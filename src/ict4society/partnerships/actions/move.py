"""The one way in which a call changes its state."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Conflict, Forbidden
from ict4society.partnerships.models import Call
from ict4society.partnerships.states import TRANSITIONS, CallState, InterestState


def lock_call(call: Call) -> Call:
    """The call as it stands now, locked to the end of the transaction."""
    rows = Call.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("topic", "second_topic", "author", "on_behalf_of").get(pk=call.pk)


def move(call: Call, state: CallState) -> None:
    """Give a locked call the state, by the table of transitions; saving is the caller's. Raises Conflict."""
    if state not in TRANSITIONS[CallState(call.state)]:
        message = _("This call is “%(state)s” by now, so this cannot be done any more.")
        raise Conflict(message % {"state": call.get_state_display()})
    call.state = state


def require_voice(actor: Actor, call: Call) -> None:
    """Return if the actor acts on behalf of the call's organisation. Raises Forbidden otherwise."""
    if actor.organisation_id != call.on_behalf_of_id:
        raise Forbidden(_("This call is %(name)s's: act on its behalf.") % {"name": call.on_behalf_of})


def require_partner_voice(actor: Actor, call: Call) -> None:
    """Return if the actor acts on behalf of the call's organisation or of a partner. Raises Forbidden otherwise."""
    if actor.organisation_id == call.on_behalf_of_id and actor.organisation_id is not None:
        return
    partners = call.interests.filter(state=InterestState.ACCEPTED, on_behalf_of_id=actor.organisation_id)
    if actor.organisation_id is None or not partners.exists():
        raise Forbidden(_("Only partners can do this: act on behalf of one of them."))
