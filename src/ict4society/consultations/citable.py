"""The citable words of answers and comments, and what became of them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.consultations.models import Answer, Comment, Contribution
from ict4society.consultations.states import CommentKind, ContributionState, QuestionKind, Visibility
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Passage, Ref, Use


def comment_words(kind: str, text: str, replacement: str) -> str:
    """What a wording of a comment says, in plain words: the suggested text first."""
    parts = [replacement if kind == CommentKind.SUGGESTION else "", plain(text)]
    return "\n".join(part for part in parts if part)


def comment_passage(comment: Comment, revision: int | None = None) -> Passage:
    """The words of a revision and who said them; of one that is gone no words, and that it is withdrawn.

    Raises LookupError for a confidential one, and for a revision that it never had.
    """
    if comment.visibility == Visibility.CONFIDENTIAL:
        raise LookupError(f"comment {comment.pk} is confidential")
    number = revision or comment.revision
    kept = comment.revisions.filter(number=number).first()
    if kept is None:
        raise LookupError(f"comment {comment.pk} has no revision {number}")
    gone = is_gone(comment)
    speaker, organisation = _named(comment.contribution, comment.visibility)
    return Passage(
        text="" if gone else comment_words(comment.kind, kept.text, kept.replacement),
        revision=number,
        language=comment.language,
        speaker=speaker,
        on_behalf_of=organisation,
        group=comment.group,
        said_at=kept.created_at,
        offline=comment.contribution.is_offline,
        withdrawn=gone,
        author_id=comment.written_by_id,
    )


def answer_passage(answer: Answer, revision: int | None = None) -> Passage:
    """The words of an answer as they were submitted in a revision of its contribution.

    Raises LookupError for a confidential one, for a choice without words, and for an unknown revision.
    """
    contribution = answer.contribution
    if contribution.visibility == Visibility.CONFIDENTIAL:
        raise LookupError(f"contribution {contribution.pk} is confidential")
    number = revision or answer.revision
    kept = contribution.revisions.filter(number=number).first()
    given = kept.answers.get(answer.question.key) if kept is not None else None
    # Words of a file are read after the submission, and stand in the row alone.
    read_later = answer.question.kind == QuestionKind.FILE and number == answer.revision
    text = answer.text if read_later else (given or {}).get("text", "")
    if kept is None or not text:
        raise LookupError(f"answer {answer.pk} has no words in revision {number}")
    gone = answer_is_gone(answer)
    speaker, organisation = _named(contribution, contribution.visibility)
    return Passage(
        text="" if gone else " ".join(text.split(" ")),
        revision=number,
        language=answer.language or contribution.language,
        speaker=speaker,
        on_behalf_of=organisation,
        group=contribution.group,
        said_at=kept.submitted_at,
        offline=contribution.is_offline,
        withdrawn=gone,
        author_id=contribution.author_id,
    )


def is_gone(comment: Comment) -> bool:
    """Whether its author or a moderator took it away."""
    return comment.withdrawn_at is not None or comment.hidden_at is not None


def answer_is_gone(answer: Answer) -> bool:
    """Whether it was taken back, alone or with its contribution, or hidden."""
    contribution = answer.contribution
    submitted = contribution.state == ContributionState.SUBMITTED
    return not answer.answered or not submitted or contribution.hidden_at is not None


def _named(contribution: Contribution, visibility: str) -> tuple[str, str]:
    if visibility != Visibility.PUBLIC:
        return _("Name withheld"), ""
    organisation = contribution.on_behalf_of.name if contribution.on_behalf_of else ""
    name = contribution.author.name if contribution.author else (contribution.name or organisation)
    return name, organisation


def made_of(sources: list[Ref]) -> list[Use]:
    """The consultation to which a contribution, a comment or an answer belongs: its outcome is what became of it."""
    uses: list[Use] = []
    hop = _("said in the consultation")
    ids = {kind: [ref.id for ref in sources if ref.kind == f"consultations.{kind}"] for kind in _KINDS}
    for pk, consultation_id, written in Comment.objects.filter(pk__in=ids["comment"]).values_list(
        "pk", "consultation_id", "created_at"
    ):
        uses.append(
            Use(Ref("consultations.comment", pk), Ref("consultations.consultation", consultation_id), hop, written)
        )
    for pk, consultation_id, at, begun in Contribution.objects.filter(pk__in=ids["contribution"]).values_list(
        "pk", "consultation_id", "submitted_at", "created_at"
    ):
        target = Ref("consultations.consultation", consultation_id)
        uses.append(Use(Ref("consultations.contribution", pk), target, hop, at or begun))
    for pk, consultation_id, at, begun in Answer.objects.filter(pk__in=ids["answer"]).values_list(
        "pk", "contribution__consultation_id", "contribution__submitted_at", "contribution__created_at"
    ):
        target = Ref("consultations.consultation", consultation_id)
        uses.append(Use(Ref("consultations.answer", pk), target, hop, at or begun))
    return uses


_KINDS = ("comment", "contribution", "answer")
