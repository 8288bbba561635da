"""What follows from events of proposals: their citations are kept true."""

from __future__ import annotations

from ict4society.agenda.citable import is_gone
from ict4society.agenda.events import ProposalEdited, ProposalHidden, ProposalRestored, ProposalWithdrawn
from ict4society.agenda.models import Proposal
from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.subjects import Ref


@listens_to(ProposalEdited, ProposalHidden, ProposalRestored, ProposalWithdrawn)
def citations_follow_proposal(
    record: EventRecord, event: ProposalEdited | ProposalHidden | ProposalRestored | ProposalWithdrawn
) -> None:
    """Bring the citations of a proposal to what is true now, whatever the order in which its events arrive."""
    proposal = Proposal.objects.filter(pk=event.proposal_id).first()
    if proposal is not None:
        ref = Ref("agenda.proposal", proposal.pk)
        follow_source(ref, "revised", revision=proposal.revision)
        follow_source(ref, "withdrawn" if is_gone(proposal) else "restored")
