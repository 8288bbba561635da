"""The one way in which a practice changes its state."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Conflict, Forbidden
from ict4society.practices.models import Practice
from ict4society.practices.states import TRANSITIONS, PracticeState


def lock_practice(practice: Practice) -> Practice:
    """The practice as it stands now, locked to the end of the transaction."""
    rows = Practice.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("topic", "second_topic", "dimension", "author", "on_behalf_of").get(pk=practice.pk)


def move(practice: Practice, state: PracticeState) -> None:
    """Give a locked practice the state, by the table of transitions; saving is the caller's. Raises Conflict."""
    if state not in TRANSITIONS[PracticeState(practice.state)]:
        message = _("This practice is “%(state)s” by now, so this cannot be done any more.")
        raise Conflict(message % {"state": practice.get_state_display()})
    practice.state = state


def require_voice(actor: Actor, practice: Practice) -> None:
    """Return if the actor acts on behalf of the practice's organisation. Raises Forbidden otherwise."""
    if actor.organisation_id != practice.on_behalf_of_id:
        raise Forbidden(_("This practice is %(name)s's: act on its behalf.") % {"name": practice.on_behalf_of})
