"""The citable words of practices, and which practices show an indicator value as their result."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.foundation.citations.revisions import kept_revision
from ict4society.foundation.subjects import Passage, Ref, Use
from ict4society.practices.models import Practice, ResultLink
from ict4society.practices.states import PracticeState


def is_gone(practice: Practice) -> bool:
    """Whether its organisation or a moderator took it away."""
    return practice.hidden_at is not None or practice.state == PracticeState.WITHDRAWN


def practice_passage(practice: Practice, revision: int | None = None) -> Passage:
    """The words of a revision, and whose they are; of a hidden or withdrawn one no words, and that it is withdrawn.

    Raises LookupError for a draft, and for a revision that the practice never had.
    """
    if practice.submitted_at is None:
        raise LookupError(f"practice {practice.pk} is a draft")
    number = revision or practice.revision
    kept = kept_revision(practice, number)
    if kept is None:
        raise LookupError(f"practice {practice.pk} has no revision {number}")
    gone = is_gone(practice)
    return Passage(
        text="" if gone else kept.whole,
        revision=number,
        language=practice.language,
        speaker=practice.author.name,
        on_behalf_of=practice.on_behalf_of.name if practice.on_behalf_of else "",
        group=practice.group,
        said_at=kept.created_at,
        withdrawn=gone,
        author_id=practice.author_id,
    )


def practices_made_of(sources: list[Ref]) -> list[Use]:
    """Public practices that show one of these indicator values as their result."""
    rows = ResultLink.objects.filter(
        kind="reporting.value",
        subject_id__in=[ref.id for ref in sources if ref.kind == "reporting.value"],
        practice__submitted_at__isnull=False,
    )
    return [
        Use(
            source=link.ref,
            target=Ref("practices.practice", link.practice_id),
            hop=_("shown as a result"),
            at=link.added_at,
        )
        for link in rows
    ]
