"""What follows from events: citations stay true, receipts go out, words of files are counted."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.accounts.events import AccountClosed, ProfileChanged
from ict4society.consultations.citable import answer_is_gone, is_gone
from ict4society.consultations.events import (
    CommentEdited,
    CommentHidden,
    CommentRestored,
    CommentWithdrawn,
    ContributionHidden,
    ContributionRestored,
    ContributionSubmitted,
    ContributionWithdrawn,
)
from ict4society.consultations.models import Answer, Comment, Contribution
from ict4society.consultations.states import Visibility
from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.citations.models import Citation
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.emit import notify_pages
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.files.events import TextRead
from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.subjects import Ref
from ict4society.foundation.tasks import defer
from ict4society.organisations.events import OrganisationEdited

TAGS_AT_ONCE = 200
"""A notification of PostgreSQL holds at most 8,000 bytes."""


@listens_to(CommentEdited, CommentWithdrawn, CommentHidden, CommentRestored)
def citations_follow_comment(
    record: EventRecord, event: CommentEdited | CommentWithdrawn | CommentHidden | CommentRestored
) -> None:
    """Bring the citations of a comment to what is true now, whatever the order in which its events arrive."""
    comment = Comment.objects.filter(pk=event.comment_id).first()
    if comment is not None:
        ref = Ref("consultations.comment", comment.pk)
        follow_source(ref, "revised", revision=comment.revision)
        gone = is_gone(comment) or comment.visibility == Visibility.CONFIDENTIAL
        follow_source(ref, "withdrawn" if gone else "restored")
        _withhold_name(ref, comment.visibility)


@listens_to(ContributionSubmitted, ContributionWithdrawn, ContributionHidden, ContributionRestored)
def citations_follow_answers(
    record: EventRecord,
    event: ContributionSubmitted | ContributionWithdrawn | ContributionHidden | ContributionRestored,
) -> None:
    """The same for those answers of a contribution that are cited."""
    cited = Citation.objects.filter(source_kind="consultations.answer").values("source_id")
    rows = Answer.objects.filter(contribution_id=event.contribution_id, pk__in=cited).select_related("contribution")
    for answer in rows:
        ref = Ref("consultations.answer", answer.pk)
        follow_source(ref, "revised", revision=answer.revision)
        gone = answer_is_gone(answer) or answer.contribution.visibility == Visibility.CONFIDENTIAL
        follow_source(ref, "withdrawn" if gone else "restored")
        _withhold_name(ref, answer.contribution.visibility)


def _withhold_name(ref: Ref, visibility: str) -> None:
    """Citations that were made under the name lose it when its author no longer wants it shown."""
    if visibility != Visibility.PUBLIC:
        rows = Citation.objects.filter(source_kind=ref.kind, source_id=ref.id)
        rows.update(speaker=_("Name withheld"), on_behalf_of="")


@listens_to(ContributionSubmitted)
def receipt_goes_out(record: EventRecord, event: ContributionSubmitted) -> None:
    """To the person who submitted it, with the whole contribution; none for what staff entered from paper."""
    contribution = Contribution.objects.filter(pk=event.contribution_id).first()
    if contribution is not None and contribution.author_id is not None:
        sent_by = None if contribution.entered_by_id else record.actor_id
        defer(
            "consultations.mail_receipt",
            contribution_id=contribution.pk,
            revision=event.revision,
            user_id=sent_by or contribution.author_id,
        )


@listens_to(TextRead)
def words_of_files_count(record: EventRecord, event: TextRead) -> None:
    """The words of a file that was an answer stand in the answer from now on."""
    file = StoredFile.objects.filter(pk=event.file_id, kind="consultations.contribution").first()
    if file is not None and file.text:
        rows = Answer.objects.filter(contribution_id=file.subject_id or 0, value__file=str(file.key))
        rows.update(text=file.text)


@listens_to(ProfileChanged, AccountClosed, OrganisationEdited)
def pages_show_the_name(record: EventRecord, event: ProfileChanged | AccountClosed | OrganisationEdited) -> None:
    """Visitors' pages name contributors: drop those that show this one."""
    if isinstance(event, OrganisationEdited):
        rows = Contribution.objects.filter(on_behalf_of_id=event.organisation_id)
    else:
        rows = Contribution.objects.filter(author_id=event.user_id)
    tags = [f"consultation:{pk}" for pk in rows.order_by().values_list("consultation_id", flat=True).distinct()]
    for start in range(0, len(tags), TAGS_AT_ONCE):
        notify_pages(tuple(tags[start : start + TAGS_AT_ONCE]))
