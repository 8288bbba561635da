"""The one way in which a solution changes its state."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Conflict, Forbidden
from ict4society.solutions.models import Solution
from ict4society.solutions.states import TRANSITIONS, SolutionState


def lock_solution(solution: Solution) -> Solution:
    """The solution as it stands now, locked to the end of the transaction."""
    rows = Solution.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("topic", "second_topic", "author", "on_behalf_of").get(pk=solution.pk)


def move(solution: Solution, state: SolutionState) -> None:
    """Give a locked solution the state, by the table of transitions; saving is the caller's. Raises Conflict."""
    if state not in TRANSITIONS[SolutionState(solution.state)]:
        message = _("This solution is “%(state)s” by now, so this cannot be done any more.")
        raise Conflict(message % {"state": solution.get_state_display()})
    solution.state = state


def require_voice(actor: Actor, solution: Solution) -> None:
    """Return if the actor acts on behalf of the provider. Raises Forbidden otherwise."""
    if actor.organisation_id != solution.on_behalf_of_id:
        raise Forbidden(_("This solution is %(name)s's: act on its behalf.") % {"name": solution.on_behalf_of})
