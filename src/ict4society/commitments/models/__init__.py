from ict4society.commitments.models.assessment import Assessment
from ict4society.commitments.models.commitment import Commitment, InterimTarget
from ict4society.commitments.models.joint import JointCommitment
from ict4society.commitments.models.reminder import Reminder
from ict4society.commitments.models.revision import CommitmentRevision
from ict4society.commitments.models.update import Update

__all__ = ["Assessment", "Commitment", "CommitmentRevision", "InterimTarget", "JointCommitment", "Reminder", "Update"]
