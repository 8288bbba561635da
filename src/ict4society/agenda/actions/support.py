"""Support a proposal, or take that back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ict4society.accounts.models import User
from ict4society.agenda.actions.move import lock_proposal
from ict4society.agenda.budget import SUPPORTS_PER_QUARTER, budget_of
from ict4society.agenda.events import ProposalSupported, SupportTakenBack
from ict4society.agenda.models import Exposure, Proposal, Support
from ict4society.agenda.states import ProposalState
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.organisations.queries import confirm_mandate, group_of


class BudgetSpent(Refused):
    """All supports of the quarter are given."""

    def __init__(self, ends: date) -> None:
        message = _(
            "You have given all your %(number)d supports of this quarter. Take one back from another open proposal, "
            "or wait until %(day)s."
        )
        super().__init__(message % {"number": SUPPORTS_PER_QUARTER, "day": date_format(ends)})


@transaction.atomic
def support_proposal(*, actor: Actor, proposal: Proposal) -> Support:
    """Support an open proposal, from the budget of the quarter; once for each person: again changes nothing.

    On behalf of an organisation it counts for the organisation's stakeholder group. Raises Forbidden, MandateMissing,
    BudgetSpent, and Conflict when the proposal is not open any more.
    """
    locked = lock_proposal(proposal)
    # Two tabs of one person must not spend the last support twice.
    User.objects.select_for_update(no_key=True).only("pk").get(pk=actor.user_id)
    known = Support.objects.filter(proposal_id=locked.pk, user_id=actor.user_id).first()
    if known is not None:
        return known
    _require_open(actor, locked)
    confirm_mandate(actor)
    budget = budget_of(actor.user)
    if budget.left == 0:
        raise BudgetSpent(budget.ends)
    group = group_of(actor)
    support = Support.objects.create(
        proposal=locked, user=actor.user, on_behalf_of=actor.organisation, group=group, period=budget.period
    )
    # Who supports it has seen it, and for the group for which they spoke.
    Exposure.objects.update_or_create(proposal_id=locked.pk, user_id=actor.user_id, defaults={"group": group})
    emit(ProposalSupported(locked.pk, group), actor=actor)
    return support


@transaction.atomic
def take_support_back(*, actor: Actor, proposal: Proposal) -> bool:
    """Undo one's support as long as the proposal is open; whether there was any.

    Raises Forbidden, and Conflict when the proposal is not open any more.
    """
    locked = lock_proposal(proposal)
    support = Support.objects.filter(proposal_id=locked.pk, user_id=actor.user_id).first()
    if support is None:
        return False
    _require_open(actor, locked)
    support.delete()
    emit(SupportTakenBack(locked.pk, support.group), actor=actor)
    return True


def _require_open(actor: Actor, proposal: Proposal) -> None:
    if proposal.state != ProposalState.OPEN:
        message = _("This proposal is “%(state)s” by now: support cannot be given or taken back.")
        raise Conflict(message % {"state": proposal.get_state_display()})
    require(actor.user, "agenda.support_proposal", proposal)
