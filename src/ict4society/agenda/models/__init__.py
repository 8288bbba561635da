from ict4society.agenda.models.exposure import Exposure
from ict4society.agenda.models.proposal import Proposal
from ict4society.agenda.models.revision import ProposalRevision
from ict4society.agenda.models.support import Support

__all__ = ["Exposure", "Proposal", "ProposalRevision", "Support"]
