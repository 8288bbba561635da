"""Who is told of responses and of the outcome report."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.models import Consultation, Contribution, Response
from ict4society.consultations.outcome_events import ContributorAnswered, ReportPublished, ResponsesAssigned
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import representatives_of


@notice(ResponsesAssigned)
def writer_told(record: EventRecord, event: ResponsesAssigned) -> Notice | None:
    """The writer, with the way to what is to be answered."""
    if not event.writer_id or not event.targets:
        return None
    found = Consultation.objects.get(pk=event.consultation_id)
    kind, _colon, number = event.targets[0].partition(":")
    field = "comment_id" if kind == "consultations.comment" else "answer_id"
    first = Response.objects.filter(**{field: int(number)}).first()
    if first is None:
        return None
    return Notice(
        recipients=[event.writer_id],
        text=format_lazy(
            _("You are asked to write {count} responses in the consultation “{title}”"),
            count=len(event.targets),
            title=found.title,
        ),
        subject=Ref("consultations.response", first.pk),
    )


@notice(ContributorAnswered)
def contributor_told(record: EventRecord, event: ContributorAnswered) -> Notice | None:
    """The contributor: author, whoever commented for the same voice, and who represents the organisation. Once."""
    row = Contribution.objects.select_related("consultation").filter(pk=event.contribution_id).first()
    if row is None:
        return None
    told = {row.author_id, *row.comments.values_list("written_by_id", flat=True)} - {None}
    if row.on_behalf_of_id is not None:
        told |= representatives_of(row.on_behalf_of_id)
    if not told:
        return None
    ref = Ref("consultations.consultation", row.consultation_id)
    return Notice(
        recipients=sorted(pk for pk in told if pk is not None),
        text=format_lazy(_("“{title}” is final: see what became of what you said"), title=row.consultation.title),
        subject=Ref("consultations.contribution", row.pk),
        body=format_lazy(
            _("Accepted: {accepted}. Partly accepted: {partly}. Not accepted: {not_accepted}. Each with its reason."),
            accepted=event.accepted,
            partly=event.partly,
            not_accepted=event.not_accepted,
        ),
        muted_by=(ref,),
    )


@notice(ReportPublished)
def report_told(record: EventRecord, event: ReportPublished) -> Notice:
    """Every contributor, and who follows the consultation."""
    found = Consultation.objects.get(pk=event.consultation_id)
    authors = Contribution.objects.counted().filter(consultation=found, author__isnull=False)
    ref = Ref("consultations.consultation", found.pk)
    sentence = (
        _("The outcome of the consultation “{title}” is published")
        if event.number == 1
        else _("The outcome report of the consultation “{title}” was published again")
    )
    return Notice(
        recipients=sorted({pk for pk in authors.values_list("author_id", flat=True) if pk is not None}),
        text=format_lazy(sentence, title=found.title),
        subject=Ref("consultations.report", event.report_id),
        followers_of=(ref,),
        muted_by=(ref,),
    )
