"""Who may see and do what with practices."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from ict4society.accounts.policies import is_member, is_moderator
from ict4society.organisations.standing import organisation_ids
from ict4society.practices.models import Adoption, Practice, Review
from ict4society.practices.states import PracticeState


def practices_visible_to(user: Any) -> QuerySet[Practice]:
    """What was submitted and is not hidden; moderators see the hidden; colleagues see all of their organisation's."""
    shown = Q(submitted_at__isnull=False)
    if not is_moderator(user):
        shown &= Q(hidden_at=None)
    own = organisation_ids(user)
    return Practice.objects.filter(shown | Q(on_behalf_of_id__in=own) if own else shown)


def _parts_visible_to(user: Any, parts: QuerySet[Any]) -> QuerySet[Any]:
    if not is_moderator(user):
        parts = parts.filter(Q(hidden_at=None) | Q(author_id=user.pk or 0))
    return parts.filter(practice__in=practices_visible_to(user))


def reviews_visible_to(user: Any) -> QuerySet[Review]:
    """Reviews of practices that the reader may see; hidden ones for moderators and their authors."""
    return _parts_visible_to(user, Review.objects.all())


def adoptions_visible_to(user: Any) -> QuerySet[Adoption]:
    """Adoptions of practices that the reader may see; hidden ones for moderators and their authors."""
    return _parts_visible_to(user, Adoption.objects.all())


def can_view_practice(user: Any, practice: Practice) -> bool:
    """The same answer as ``practices_visible_to``, for one."""
    if practice.on_behalf_of_id in organisation_ids(user):
        return True
    return practice.submitted_at is not None and (practice.hidden_at is None or is_moderator(user))


@rules.predicate
def is_colleague(user: Any, practice: Practice | None) -> bool:
    """Holds a mandate of the practice's organisation; without a practice, of any."""
    own = organisation_ids(user)
    return bool(own) if practice is None else practice.on_behalf_of_id in own


@rules.predicate
def is_outsider(user: Any, practice: Practice | None) -> bool:
    """Holds no mandate of the practice's organisation and has not written it: nobody judges their own."""
    if practice is None:
        return True
    return practice.on_behalf_of_id not in organisation_ids(user) and practice.author_id != user.pk


def in_state(*states: PracticeState) -> Any:
    """A predicate: the practice is in one of these states and not hidden."""

    @rules.predicate(name=f"in_state:{','.join(states)}")
    def holds(user: Any, practice: Practice | None) -> bool:
        return practice is None or (practice.state in states and practice.hidden_at is None)

    return holds


_S = PracticeState
_open = in_state(_S.DRAFT, _S.RECOGNISED, _S.NEEDS_WORK, _S.NOT_RECOGNISED)
_standing = in_state(_S.DRAFT, _S.IN_REVIEW, _S.RECOGNISED, _S.NEEDS_WORK, _S.NOT_RECOGNISED)
_in_review = in_state(_S.IN_REVIEW)
_told = in_state(_S.IN_REVIEW, _S.RECOGNISED, _S.NEEDS_WORK, _S.NOT_RECOGNISED)

rules.add_perm("practices.view_practice", rules.predicate(can_view_practice))
rules.add_perm("practices.add_practice", is_member & is_colleague)
rules.add_perm("practices.edit_practice", is_member & is_colleague & _open)
rules.add_perm("practices.submit_practice", is_member & is_colleague & _open)
rules.add_perm("practices.withdraw_practice", is_member & is_colleague & _standing)
rules.add_perm("practices.review_practice", is_member & is_outsider & _in_review)
rules.add_perm("practices.adopt_practice", is_member & is_outsider & _told)
rules.add_perm("practices.moderate_practice", is_moderator)
