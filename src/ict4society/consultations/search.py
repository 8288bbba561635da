"""What search finds of consultations."""

from __future__ import annotations

from ict4society.consultations.models import Comment, Consultation, Contribution
from ict4society.consultations.states import ContributionState, Stage, Visibility
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Document

LONGEST = 200_000
"""Characters of one document."""


def consultation_document(consultation: Consultation) -> Document | None:
    """Title, summary and the latest text in its own language; nothing before it is announced."""
    if consultation.stage == Stage.DRAFT or consultation.hidden_at is not None:
        return None
    texts = consultation.texts.filter(published_at__isnull=False, language=consultation.language)
    last = texts.order_by("-number").first()
    words = [plain(consultation.summary)]
    if last is not None:
        words += last.paragraphs.values_list("plain", flat=True)
    return Document(
        title=consultation.title,
        body="\n".join(words)[:LONGEST],
        language=consultation.language,
        happened_at=consultation.announce_at or consultation.opens_at or consultation.created_at,
        topic_id=consultation.topic_id,
    )


def contribution_document(contribution: Contribution) -> Document | None:
    """The words of its answers; nothing of drafts and of what is confidential, withdrawn or hidden."""
    gone = contribution.state != ContributionState.SUBMITTED or contribution.hidden_at is not None
    if gone or contribution.visibility == Visibility.CONFIDENTIAL or contribution.submitted_at is None:
        return None
    if contribution.consultation.hidden_at is not None:
        return None
    words = contribution.answers.filter(answered=True).exclude(text="").values_list("text", flat=True)
    return Document(
        title=contribution.consultation.title,
        body="\n".join(words)[:LONGEST],
        language=contribution.language,
        happened_at=contribution.submitted_at,
        topic_id=contribution.consultation.topic_id,
    )


def comment_document(comment: Comment) -> Document | None:
    """What it says; nothing of what is confidential, withdrawn or hidden."""
    gone = comment.withdrawn_at is not None or comment.hidden_at is not None
    if gone or comment.visibility == Visibility.CONFIDENTIAL or comment.consultation.hidden_at is not None:
        return None
    return Document(
        title=comment.consultation.title,
        body=f"{plain(comment.text)}\n{comment.replacement}",
        language=comment.language,
        happened_at=comment.created_at,
        topic_id=comment.consultation.topic_id,
    )
