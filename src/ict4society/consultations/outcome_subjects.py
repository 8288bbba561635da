"""Responses and reports, for features that do not know them: search, citations, and what became of a comment."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.models import Consultation, OutcomeReport, Quotation, ReportVersion, Response
from ict4society.consultations.outcome_policies import reports_visible_to, responses_visible_to
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Document, Passage, Ref, SubjectType, Use


def _response_title(response: Response) -> str:
    if not response.verdict:
        return _now("Response asked for in “%(title)s”") % {"title": response.consultation.title}
    return _now("Response in “%(title)s”: %(verdict)s") % {
        "title": response.consultation.title,
        "verdict": response.get_verdict_display(),
    }


def _response_url(response: Response) -> str:
    where = f"c{response.comment_id}" if response.comment_id else f"a{response.answer_id}"
    query: dict[str, Any] = {}
    if response.comment is not None:
        query = {"paragraph": response.comment.paragraph_key}
    elif response.answer is not None:
        query = {"paragraph": f"q:{response.answer.question.key}"}
    return reverse("consultations:responses", args=[response.consultation.slug], query=query, fragment=where)


def responses_of(sources: list[Ref]) -> list[Use]:
    """The responses that were given to these comments and answers."""
    comments = [ref.id for ref in sources if ref.kind == "consultations.comment"]
    answers = [ref.id for ref in sources if ref.kind == "consultations.answer"]
    rows = Response.objects.filter(Q(comment__in=comments) | Q(answer__in=answers)).exclude(verdict="")
    return [
        Use(
            source=Ref("consultations.comment", row.comment_id)
            if row.comment_id
            else Ref("consultations.answer", row.answer_id or 0),
            target=Ref("consultations.response", row.pk),
            hop=_now("answered: %(verdict)s") % {"verdict": row.get_verdict_display()},
            at=row.answered_at or row.created_at,
        )
        for row in rows
    ]


def reports_of(sources: list[Ref]) -> list[Use]:
    """The report that quotes an answer, and the report of a consultation."""
    answers = [ref.id for ref in sources if ref.kind == "consultations.answer"]
    consultations = [ref.id for ref in sources if ref.kind == "consultations.consultation"]
    published = Q(theme__question__consultation__report__published_number__gt=0)
    quoted = Quotation.objects.filter(published, answer__in=answers).values_list(
        "answer_id", "theme__question__consultation__report__pk", "created_at"
    )
    uses = [
        Use(Ref("consultations.answer", answer), Ref("consultations.report", report), _now("quoted in the report"), at)
        for answer, report, at in quoted
    ]
    rows = OutcomeReport.objects.filter(consultation__in=consultations, published_number__gt=0)
    for report in rows:
        at = report.versions.values_list("published_at", flat=True).first() or timezone.now()
        source = Ref("consultations.consultation", report.consultation_id)
        uses.append(Use(source, Ref("consultations.report", report.pk), _now("outcome published"), at))
    return uses


def _version(report: OutcomeReport, number: int | None = None) -> ReportVersion | None:
    versions = report.versions.all()
    return versions.first() if number is None else versions.filter(number=number).first()


def _words(version: ReportVersion) -> str:
    parts = [f"{section['title']}\n{plain(section['text'])}".strip() for section in version.sections]
    return "\n\n".join(parts)


def report_document(report: OutcomeReport) -> Document | None:
    """Headings and texts of the published version."""
    version = _version(report)
    found: Consultation = report.consultation
    if version is None or found.hidden_at is not None:
        return None
    return Document(
        title=_now("Outcome of “%(title)s”") % {"title": found.title},
        body=_words(version),
        language=found.language,
        happened_at=version.published_at,
        topic_id=found.topic_id,
    )


def report_passage(report: OutcomeReport, revision: int | None = None) -> Passage:
    """The words of a published version; its number is the revision. Raises LookupError when there is none."""
    version = _version(report, revision)
    if version is None:
        raise LookupError(f"report {report.pk} has no version {revision}")
    hidden = report.consultation.hidden_at is not None
    return Passage(
        text="" if hidden else _words(version),
        revision=version.number,
        language=report.consultation.language,
        speaker=_now("Outcome report “%(title)s”") % {"title": report.consultation.title},
        on_behalf_of="",
        group="",
        said_at=version.published_at,
        withdrawn=hidden,
    )


RESPONSE = SubjectType(
    kind="consultations.response",
    model=Response,
    label=_("Response"),
    visible_to=responses_visible_to,
    title=_response_title,
    url=_response_url,
    language=lambda response: response.consultation.language,
    author_id=lambda response: response.answered_by_id,
    made_from=("consultations.comment", "consultations.answer"),
    uses_of=responses_of,
    related=("consultation", "comment", "answer__question"),
)
REPORT = SubjectType(
    kind="consultations.report",
    model=OutcomeReport,
    label=_("Outcome report"),
    visible_to=reports_visible_to,
    title=lambda report: _now("Outcome of “%(title)s”") % {"title": report.consultation.title},
    url=lambda report: reverse("consultations:outcome", args=[report.consultation.slug]),
    language=lambda report: report.consultation.language,
    author_id=lambda report: None,
    document=report_document,
    citable=report_passage,
    made_from=("consultations.answer", "consultations.consultation"),
    uses_of=reports_of,
    related=("consultation",),
)
