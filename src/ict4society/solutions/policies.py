"""Who may see and do what with solutions."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from ict4society.accounts.policies import is_member, is_moderator
from ict4society.organisations.standing import organisation_ids
from ict4society.solutions.models import Solution, SolutionUse
from ict4society.solutions.states import SolutionState


def solutions_visible_to(user: Any) -> QuerySet[Solution]:
    """What was published and is not hidden; moderators see the hidden; the provider's people see all of theirs."""
    shown = Q(published_at__isnull=False)
    if not is_moderator(user):
        shown &= Q(hidden_at=None)
    own = organisation_ids(user)
    return Solution.objects.filter(shown | Q(on_behalf_of_id__in=own) if own else shown)


def uses_visible_to(user: Any) -> QuerySet[SolutionUse]:
    """Uses of solutions that the reader may see; hidden ones for moderators and their authors."""
    uses = SolutionUse.objects.filter(solution__in=solutions_visible_to(user))
    return uses if is_moderator(user) else uses.filter(Q(hidden_at=None) | Q(author_id=user.pk or 0))


def can_view_solution(user: Any, solution: Solution) -> bool:
    """The same answer as ``solutions_visible_to``, for one."""
    if solution.on_behalf_of_id in organisation_ids(user):
        return True
    return solution.published_at is not None and (solution.hidden_at is None or is_moderator(user))


@rules.predicate
def is_provider(user: Any, solution: Solution | None) -> bool:
    """Holds a mandate of the provider; without a solution, of any organisation."""
    own = organisation_ids(user)
    return bool(own) if solution is None else solution.on_behalf_of_id in own


@rules.predicate
def is_customer(user: Any, solution: Solution | None) -> bool:
    """Holds a mandate of an organisation, and none of the provider."""
    own = organisation_ids(user)
    return bool(own) and (solution is None or solution.on_behalf_of_id not in own)


def in_state(*states: SolutionState) -> Any:
    """A predicate: the solution is in one of these states and not hidden."""

    @rules.predicate(name=f"in_state:{','.join(states)}")
    def holds(user: Any, solution: Solution | None) -> bool:
        return solution is None or (solution.state in states and solution.hidden_at is None)

    return holds


_S = SolutionState

rules.add_perm("solutions.view_solution", rules.predicate(can_view_solution))
rules.add_perm("solutions.add_solution", is_member & is_provider)
rules.add_perm("solutions.edit_solution", is_member & is_provider & in_state(*_S))
rules.add_perm("solutions.publish_solution", is_member & is_provider & in_state(_S.DRAFT, _S.WITHDRAWN))
rules.add_perm("solutions.withdraw_solution", is_member & is_provider & in_state(_S.DRAFT, _S.PUBLISHED))
rules.add_perm("solutions.use_solution", is_member & is_customer & in_state(_S.PUBLISHED))
rules.add_perm("solutions.moderate_solution", is_moderator)
