"""Forms of commitments."""

from ict4society.commitments.forms.commitment import CommitmentEditForm, CommitmentForm
from ict4society.commitments.forms.joint import JointEditForm, JointForm
from ict4society.commitments.forms.progress import AssessmentForm, EvidenceForm, LedgerForm, ReasonForm, UpdateForm

__all__ = [
    "AssessmentForm",
    "CommitmentEditForm",
    "CommitmentForm",
    "EvidenceForm",
    "JointEditForm",
    "JointForm",
    "LedgerForm",
    "ReasonForm",
    "UpdateForm",
]
