"""A facilitator's decisions: accept, decline, open again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.agenda.actions.move import lock_proposal, move
from ict4society.agenda.events import ProposalAccepted, ProposalDeclined, ProposalReopened
from ict4society.agenda.models import Proposal
from ict4society.agenda.standings import standings
from ict4society.agenda.states import ProposalState
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Forbidden, Refused, require
from ict4society.topics.queries import facilitates


class ReasonMissing(Refused):
    """The decision needs a reason that everybody can read."""


@transaction.atomic
def accept_proposal(*, actor: Actor, proposal: Proposal, reason: str = "") -> Proposal:
    """Put an open proposal on the agenda and open its thread, which is its author's.

    Before it has passed the gate of support that needs a reason. Raises Forbidden, ReasonMissing, and Conflict when
    somebody decided otherwise meanwhile; accepted already, it is left as it is.
    """
    locked = lock_proposal(proposal)
    if locked.state == ProposalState.ON_AGENDA and facilitates(actor.user, locked.topic):
        return locked
    require_decision(actor, locked)
    move(locked, ProposalState.ON_AGENDA)
    if not reason and not standings([locked.pk])[locked.pk].passes_gate:
        raise ReasonMissing(
            _("This proposal has not passed the gate of support yet. Say why it goes on the agenda all the same.")
        )
    locked.thread = open_thread(
        actor=actor,
        title=locked.title,
        topic=locked.topic,
        introduction=locked.text,
        language=locked.language,
        proposed_as=locked,
    )
    _decided(locked, actor, reason, "thread")
    emit(ProposalAccepted(locked.pk, locked.thread.pk, reason), actor=actor)
    return locked


@transaction.atomic
def decline_proposal(*, actor: Actor, proposal: Proposal, reason: str) -> Proposal:
    """Decline an open proposal; supporters get their supports back.

    Raises Forbidden, ReasonMissing, and Conflict when somebody decided otherwise meanwhile.
    """
    if not reason.strip():
        raise ReasonMissing(_("Say why: the proposer, the supporters and everybody else can read it."))
    locked = lock_proposal(proposal)
    require_decision(actor, locked)
    move(locked, ProposalState.DECLINED)
    _decided(locked, actor, reason)
    emit(ProposalDeclined(locked.pk, reason), actor=actor)
    return locked


@transaction.atomic
def reopen_proposal(*, actor: Actor, proposal: Proposal, reason: str = "") -> Proposal:
    """Open a declined proposal again; its supports count once more. Raises Forbidden, and Conflict."""
    locked = lock_proposal(proposal)
    require_facilitator(actor, locked)
    move(locked, ProposalState.OPEN)
    locked.reason = ""
    locked.decided_at = locked.decided_by = None
    locked.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    emit(ProposalReopened(locked.pk, reason), actor=actor)
    return locked


def require_facilitator(actor: Actor, proposal: Proposal) -> None:
    """Return if the actor facilitates the proposal's topic and nothing is hidden. Raises Forbidden otherwise."""
    require(actor.user, "agenda.add_proposal")
    if not facilitates(actor.user, proposal.topic):
        raise Forbidden(_("You do not facilitate the topic “%(topic)s”.") % {"topic": proposal.topic})
    if proposal.hidden_at is not None:
        raise Forbidden(_("A moderator has hidden this proposal."))


def require_decision(actor: Actor, proposal: Proposal) -> None:
    """As ``require_facilitator``; drafts are not even known to facilitators. Raises Forbidden otherwise."""
    require_facilitator(actor, proposal)
    if proposal.opened_at is None:
        raise Forbidden(_("This proposal is not open."))


def _decided(proposal: Proposal, actor: Actor, reason: str, *fields: str) -> None:
    proposal.reason = reason
    proposal.decided_by = actor.user
    proposal.decided_at = timezone.now()
    proposal.save(update_fields=["state", "reason", "decided_by", "decided_at", *fields])
