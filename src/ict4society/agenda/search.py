"""What search finds of the agenda."""

from __future__ import annotations

from ict4society.agenda.models import Proposal
from ict4society.agenda.states import ProposalState
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Document

FOUND = (ProposalState.OPEN, ProposalState.ON_AGENDA, ProposalState.DECLINED)


def proposal_document(proposal: Proposal) -> Document | None:
    """Title and text; nothing of drafts, of hidden, withdrawn and merged ones."""
    if proposal.hidden_at is not None or proposal.opened_at is None or proposal.state not in FOUND:
        return None
    return Document(
        title=proposal.title,
        body=plain(proposal.text),
        language=proposal.language,
        happened_at=proposal.opened_at,
        topic_id=proposal.topic_id,
    )
