"""What search finds of commitments."""

from __future__ import annotations

from django.utils import timezone

from ict4society.commitments.models import Commitment, JointCommitment
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Document


def commitment_document(commitment: Commitment) -> Document | None:
    """Title, organisation, scope; withdrawn ones too; nothing of drafts and hidden ones."""
    if commitment.hidden_at is not None or commitment.published_at is None:
        return None
    organisation = commitment.on_behalf_of.name if commitment.on_behalf_of else ""
    return Document(
        title=commitment.title,
        body=f"{organisation}\n{commitment.measure}\n{plain(commitment.scope)}",
        language=commitment.language,
        happened_at=commitment.published_at,
        topic_id=commitment.topic_id,
    )


def joint_document(joint: JointCommitment) -> Document | None:
    """Title and text; nothing of hidden ones."""
    if joint.hidden_at is not None:
        return None
    return Document(
        title=joint.title,
        body=plain(joint.text),
        language=joint.language,
        happened_at=joint.created_at or timezone.now(),
        topic_id=joint.topic_id,
    )
