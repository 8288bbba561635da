"""The citable words of commitments and of what was reported about them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.commitments.models import Commitment, Update
from ict4society.commitments.states import CommitmentState
from ict4society.foundation.citations.revisions import kept_revision
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Passage, Ref, Use


def is_gone(commitment: Commitment) -> bool:
    """Whether its owner or a moderator took it away."""
    return commitment.hidden_at is not None or commitment.state == CommitmentState.WITHDRAWN


def commitment_passage(commitment: Commitment, revision: int | None = None) -> Passage:
    """The words of a revision, with the frame in numbers; of a hidden one no words.

    A withdrawn commitment keeps its words: that it was made and withdrawn is part of the ledger. Raises LookupError for
    a draft, and for a revision that it never had.
    """
    if commitment.published_at is None:
        raise LookupError(f"commitment {commitment.pk} is a draft")
    number = revision or commitment.revision
    kept = kept_revision(commitment, number)
    if kept is None:
        raise LookupError(f"commitment {commitment.pk} has no revision {number}")
    return Passage(
        text="" if commitment.hidden_at else plain(kept.words),
        revision=number,
        language=commitment.language,
        speaker=commitment.author.name,
        on_behalf_of=commitment.on_behalf_of.name if commitment.on_behalf_of else "",
        group=commitment.group,
        said_at=kept.created_at,
        withdrawn=is_gone(commitment),
        author_id=commitment.author_id,
    )


def update_passage(update: Update, revision: int | None = None) -> Passage:
    """What was reported about a year. Updates are never edited. Raises LookupError for another revision than 1."""
    if revision not in (None, 1):
        raise LookupError(f"update {update.pk} has no revision {revision}")
    hidden = update.commitment.hidden_at is not None
    return Passage(
        text="" if hidden else plain(update.text),
        revision=1,
        language=update.language,
        speaker=update.author.name,
        on_behalf_of=update.on_behalf_of.name if update.on_behalf_of else "",
        group=update.group,
        said_at=update.created_at,
        withdrawn=hidden,
        author_id=update.author_id,
    )


def commitments_made_from(sources: list[Ref]) -> list[Use]:
    """The commitments with which organisations joined these joint commitments."""
    ids = [ref.id for ref in sources if ref.kind == "commitments.joint"]
    rows = Commitment.objects.filter(joint_id__in=ids, published_at__isnull=False)
    return [
        Use(
            source=Ref("commitments.joint", joint_id),
            target=Ref("commitments.commitment", pk),
            hop=_("joined by an organisation"),
            at=at or made,
        )
        for pk, joint_id, at, made in rows.values_list("pk", "joint_id", "published_at", "created_at")
    ]
