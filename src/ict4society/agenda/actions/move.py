"""The one way in which a proposal changes its state."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.agenda.models import Proposal
from ict4society.agenda.states import TRANSITIONS, ProposalState
from ict4society.foundation.policy import Conflict


def lock_proposal(proposal: Proposal) -> Proposal:
    """The proposal as it stands now, locked to the end of the transaction."""
    rows = Proposal.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("topic", "author", "on_behalf_of").get(pk=proposal.pk)


def move(proposal: Proposal, state: ProposalState) -> None:
    """Give a locked proposal the state, by the table of transitions; saving is the caller's.

    Raises Conflict, saying in which state it is, when the table does not allow it.
    """
    if state not in TRANSITIONS[ProposalState(proposal.state)]:
        message = _("This proposal is “%(state)s” by now, so this cannot be done any more.")
        raise Conflict(message % {"state": proposal.get_state_display()})
    proposal.state = state
