"""Who may see and do what with proposals."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from ict4society.accounts.policies import is_member, is_moderator
from ict4society.agenda.models import Proposal
from ict4society.agenda.states import ProposalState
from ict4society.topics.queries import facilitates


def proposals_visible_to(user: Any) -> QuerySet[Proposal]:
    """What was opened and is not hidden; moderators see the hidden; authors see all of their own, drafts too."""
    shown = Q(opened_at__isnull=False)
    if not is_moderator(user):
        shown &= Q(hidden_at=None)
    if user.is_authenticated:
        shown |= Q(author_id=user.pk)
    return Proposal.objects.filter(shown)


def can_view_proposal(user: Any, proposal: Proposal) -> bool:
    """The same answer as ``proposals_visible_to``, for one."""
    if user.is_authenticated and proposal.author_id == user.pk:
        return True
    return proposal.opened_at is not None and (proposal.hidden_at is None or is_moderator(user))


@rules.predicate
def is_author(user: Any, proposal: Proposal | None) -> bool:
    """Wrote the proposal."""
    return proposal is None or proposal.author_id == user.pk


@rules.predicate
def facilitates_proposal(user: Any, proposal: Proposal | None) -> bool:
    """Facilitates the proposal's topic; without a proposal, any topic at all."""
    return facilitates(user, proposal.topic if proposal is not None else None)


def in_state(*states: ProposalState) -> Any:
    """A predicate: the proposal is in one of these states and not hidden."""

    @rules.predicate(name=f"in_state:{','.join(states)}")
    def holds(user: Any, proposal: Proposal | None) -> bool:
        return proposal is None or (proposal.state in states and proposal.hidden_at is None)

    return holds


_draft, _open, _declined = (
    in_state(state) for state in (ProposalState.DRAFT, ProposalState.OPEN, ProposalState.DECLINED)
)

rules.add_perm("agenda.add_proposal", is_member)
rules.add_perm("agenda.open_proposal", is_member & is_author & _draft)
rules.add_perm("agenda.edit_proposal", is_member & is_author & (_draft | _open))
rules.add_perm("agenda.withdraw_proposal", is_member & is_author & (_draft | _open))
rules.add_perm("agenda.support_proposal", is_member & _open)
rules.add_perm("agenda.decide_proposal", is_member & facilitates_proposal & _open)
rules.add_perm("agenda.reopen_proposal", is_member & facilitates_proposal & _declined)
rules.add_perm("agenda.moderate_proposal", is_moderator)
