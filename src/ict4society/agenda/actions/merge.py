"""Merge a proposal into another."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.agenda.actions.decide import require_decision, require_facilitator
from ict4society.agenda.actions.move import move
from ict4society.agenda.events import ProposalMerged
from ict4society.agenda.models import Exposure, Proposal, Support
from ict4society.agenda.states import ProposalState
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused


class MergeRefused(Refused):
    """These two cannot be merged; the message says why."""


@transaction.atomic
def merge_proposal(*, actor: Actor, proposal: Proposal, into: Proposal, reason: str = "") -> Proposal:
    """Merge an open proposal into one that is open or on the agenda, and carry its supports over, once per person.

    Its own supports stay with it as a record, and no longer count. Who supported both gets one back. Raises Forbidden,
    MergeRefused (itself, a merged one, a circle, one that is over), and Conflict when it was decided meanwhile.
    """
    if proposal.pk == into.pk:
        raise MergeRefused(_("A proposal cannot be merged into itself. Choose another one."))
    source, target = _lock_both(proposal, into)
    require_decision(actor, source)
    require_facilitator(actor, target)
    _require_goal(source, target)
    move(source, ProposalState.MERGED)
    source.merged_into = target
    source.reason = reason
    source.decided_by = actor.user
    source.decided_at = timezone.now()
    source.save(update_fields=["state", "merged_into", "reason", "decided_by", "decided_at"])
    carried = _carry_supports(source, target)
    emit(ProposalMerged(source.pk, target.pk, carried, reason), actor=actor)
    return source


def _lock_both(proposal: Proposal, into: Proposal) -> tuple[Proposal, Proposal]:
    """Both in the order of their ids, so that two merges at once cannot wait for each other."""
    rows = Proposal.objects.select_for_update(of=("self",), no_key=True).select_related("topic")
    locked = {row.pk: row for row in rows.filter(pk__in=(proposal.pk, into.pk)).order_by("pk")}
    return locked[proposal.pk], locked[into.pk]


def _require_goal(source: Proposal, target: Proposal) -> None:
    if target.state in (ProposalState.OPEN, ProposalState.ON_AGENDA):
        return
    names = {"source": source.title, "target": target.title}
    if target.state != ProposalState.MERGED:
        message = _("“%(target)s” is %(state)s: only a proposal that is open or on the agenda can take up another.")
        raise MergeRefused(message % {**names, "state": target.get_state_display()})
    if source.pk in _lineage(target):
        message = _("“%(target)s” was itself merged into “%(source)s”: merging back would make a circle.")
        raise MergeRefused(message % names)
    message = _("“%(target)s” was itself merged into “%(goal)s”. Merge into that one.")
    raise MergeRefused(message % {**names, "goal": target.merged_into})


def _lineage(proposal: Proposal) -> list[int]:
    """Ids of the proposals into which this one went, nearest first."""
    ids: list[int] = []
    current: Proposal | None = proposal.merged_into
    while current is not None and current.pk not in ids:
        ids.append(current.pk)
        current = current.merged_into
    return ids


def _carry_supports(source: Proposal, target: Proposal) -> int:
    """Copy supports and exposures of people whom the target does not have yet; how many supports those were."""
    fields = ("user_id", "on_behalf_of_id", "group", "period")
    known = set(Support.objects.filter(proposal_id=target.pk).values_list("user_id", flat=True))
    fresh = [
        Support(proposal_id=target.pk, **{field: getattr(support, field) for field in fields})
        for support in Support.objects.filter(proposal_id=source.pk).exclude(user_id__in=known)
    ]
    Support.objects.bulk_create(fresh, ignore_conflicts=True)
    seen = Exposure.objects.filter(proposal_id=source.pk)
    Exposure.objects.bulk_create(
        [Exposure(proposal_id=target.pk, user_id=row.user_id, group=row.group) for row in seen], ignore_conflicts=True
    )
    return len(fresh)
