"""The citable words of proposals, and what proposals became."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.agenda.models import Proposal
from ict4society.agenda.states import ProposalState
from ict4society.foundation.citations.revisions import kept_revision
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Passage, Ref, Use


def is_gone(proposal: Proposal) -> bool:
    """Whether its author or a moderator took it away."""
    return proposal.hidden_at is not None or proposal.state == ProposalState.WITHDRAWN


def proposal_passage(proposal: Proposal, revision: int | None = None) -> Passage:
    """The words of a revision, and who said them; of a hidden or withdrawn one no words, and that it is withdrawn.

    Raises LookupError for a draft, and for a revision that the proposal never had.
    """
    if proposal.opened_at is None:
        raise LookupError(f"proposal {proposal.pk} is a draft")
    number = revision or proposal.revision
    kept = kept_revision(proposal, number)
    if kept is None:
        raise LookupError(f"proposal {proposal.pk} has no revision {number}")
    gone = is_gone(proposal)
    return Passage(
        text="" if gone else plain(kept.text),
        revision=number,
        language=proposal.language,
        speaker=proposal.author.name,
        on_behalf_of=proposal.on_behalf_of.name if proposal.on_behalf_of else "",
        group=proposal.group,
        said_at=kept.created_at,
        withdrawn=gone,
        author_id=proposal.author_id,
    )


def made_of_proposals(sources: list[Ref]) -> list[Use]:
    """The threads that proposals became, and the proposals into which they were merged."""
    ids = [ref.id for ref in sources if ref.kind == "agenda.proposal"]
    rows = Proposal.objects.filter(Q(thread__isnull=False) | Q(merged_into__isnull=False), pk__in=ids)
    uses: list[Use] = []
    for pk, thread_id, into_id, decided_at, opened_at in rows.values_list(
        "pk", "thread_id", "merged_into_id", "decided_at", "opened_at"
    ):
        if thread_id:
            target, hop = Ref("discussions.thread", thread_id), _("put on the agenda")
        else:
            target, hop = Ref("agenda.proposal", into_id), _("merged into")
        uses.append(
            Use(source=Ref("agenda.proposal", pk), target=target, hop=hop, at=decided_at or opened_at or timezone.now())
        )
    return uses
