"""Who may see and do what with commitments."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from ict4society.accounts.policies import is_member, is_moderator, is_operator
from ict4society.commitments.models import Commitment, JointCommitment, Update
from ict4society.commitments.states import CommitmentState
from ict4society.organisations.queries import active_mandates, mandate_for
from ict4society.topics.queries import facilitates


def commitments_visible_to(user: Any) -> QuerySet[Commitment]:
    """Published and not hidden, withdrawn ones too; moderators see the hidden; an organisation sees all its own."""
    shown = Q(published_at__isnull=False)
    if not is_moderator(user):
        shown &= Q(hidden_at=None)
    if own := _own_ids(user):
        shown |= Q(on_behalf_of_id__in=own)
    return Commitment.objects.filter(shown)


def can_view_commitment(user: Any, commitment: Commitment) -> bool:
    """The same answer as ``commitments_visible_to``, for one."""
    if commitment.on_behalf_of_id in _own_ids(user):
        return True
    return commitment.published_at is not None and (commitment.hidden_at is None or is_moderator(user))


def joints_visible_to(user: Any) -> QuerySet[JointCommitment]:
    """Everybody sees what is not hidden; moderators see all."""
    return JointCommitment.objects.all() if is_moderator(user) else JointCommitment.objects.filter(hidden_at=None)


def updates_visible_to(user: Any) -> QuerySet[Update]:
    """Of visible commitments."""
    return Update.objects.filter(commitment__in=commitments_visible_to(user))


def _own_ids(user: Any) -> set[int]:
    if not user.is_authenticated:
        return set()
    return {mandate.organisation_id for mandate in active_mandates(user) if mandate.organisation.hidden_at is None}


@rules.predicate
def speaks_for_owner(user: Any, commitment: Commitment | None) -> bool:
    """Holds a mandate for the organisation that committed itself; without a commitment, any mandate."""
    if commitment is None:
        return bool(_own_ids(user))
    organisation = commitment.on_behalf_of
    return organisation is not None and mandate_for(user, organisation) is not None


@rules.predicate
def facilitates_topic(user: Any, commitment: Commitment | None) -> bool:
    """Facilitates the commitment's topic; without one, any topic at all."""
    return facilitates(user, commitment.topic if commitment is not None else None)


@rules.predicate
def has_no_thread(user: Any, commitment: Commitment | None) -> bool:
    """Nobody has opened a thread about it."""
    return commitment is None or commitment.thread_id is None


@rules.predicate
def may_open_joint(user: Any, joint: JointCommitment | None) -> bool:
    """Facilitates a topic or speaks for an organisation; who changes one opened it, or facilitates its topic."""
    if joint is None:
        return facilitates(user) or bool(_own_ids(user))
    return joint.hidden_at is None and (joint.author_id == user.pk or facilitates(user, joint.topic))


def in_state(*states: CommitmentState) -> Any:
    """A predicate: the commitment is in one of these states and not hidden."""

    @rules.predicate(name=f"in_state:{','.join(states)}")
    def holds(user: Any, commitment: Commitment | None) -> bool:
        return commitment is None or (commitment.state in states and commitment.hidden_at is None)

    return holds


_draft, _public = in_state(CommitmentState.DRAFT), in_state(CommitmentState.PUBLIC)
_editable = in_state(CommitmentState.DRAFT, CommitmentState.PUBLIC)

rules.add_perm("commitments.add_commitment", is_member & speaks_for_owner)
rules.add_perm("commitments.edit_commitment", is_member & speaks_for_owner & _editable)
rules.add_perm("commitments.publish_commitment", is_member & speaks_for_owner & _draft)
rules.add_perm("commitments.report_progress", is_member & speaks_for_owner & _public)
rules.add_perm("commitments.withdraw_commitment", is_member & speaks_for_owner & _public)
rules.add_perm("commitments.assess_commitment", is_member & ~speaks_for_owner & _public)
rules.add_perm("commitments.discuss_commitment", is_member & facilitates_topic & _public & has_no_thread)
rules.add_perm("commitments.moderate_commitment", is_moderator)
rules.add_perm("commitments.list_targets", is_operator)
rules.add_perm("commitments.open_joint", is_member & may_open_joint)
rules.add_perm("commitments.moderate_joint", is_moderator)
