"""The response matrix: every comment, suggestion and answer that needs a response, with what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from ict4society.consultations.models import Answer, Change, Comment, Consultation, Contribution, Response
from ict4society.consultations.outcome_policies import answers_to_read, comments_to_read
from ict4society.consultations.policies import may_see_name
from ict4society.consultations.queries.open_responses import HAS_NONE, answers_to_answer
from ict4society.consultations.queries.verdicts import OPEN, Verdicts, verdicts_of
from ict4society.foundation.database.together import together
from ict4society.foundation.subjects import Ref


@dataclass(frozen=True)
class MatrixFilter:
    """What the matrix is narrowed to; an empty value does not narrow."""

    paragraph: str = ""
    """The key of a paragraph, or ``q:`` and the key of a question."""
    group: str = ""
    state: str = ""
    """``open``, or a verdict."""
    assigned: str = ""
    """``me``, ``nobody``, or the id of a writer."""
    campaign: int | None = None
    text: str = ""


@dataclass(frozen=True)
class MatrixRow:
    """One row, as its reader may see it."""

    ref: Ref
    kind: str
    """comment, suggestion or answer."""
    number: int
    where: str
    paragraph_key: str
    exact: str
    text: str
    html: str
    replacement: str
    voice: str
    group: str
    language: str
    visibility: str
    offline: bool
    supports: int
    campaign: int | None
    response: Response | None
    url: str

    @property
    def is_open(self) -> bool:
        return self.response is None or not self.response.verdict

    @property
    def version(self) -> int:
        return self.response.version if self.response is not None else 0

    @property
    def paragraphs(self) -> list[str]:
        """Keys of the paragraphs that change because of it."""
        return [] if self.response is None else [change.paragraph_key for change in self.response.changes.all()]


@dataclass(frozen=True)
class Matrix:
    """A page of rows, and how many there are in all."""

    rows: list[MatrixRow]
    total: int
    verdicts: dict[str, int] = field(default_factory=dict)


_WITH = (
    *("contribution__on_behalf_of", "contribution__author", "campaign_text__campaign"),
    *("response__assigned_to", "response__answered_by"),
)


def matrix(
    user: Any,
    consultation: Consultation,
    wanted: MatrixFilter,
    *,
    first: int = 0,
    limit: int | None = None,
    counted: Verdicts | None = None,
) -> Matrix:
    """The rows that the reader may see: comments in the order of the text, then answers by question.

    ``counted`` is what ``count_verdicts`` found for this reader, where a page shows it too.
    """
    comments, answers = _narrowed(user, consultation, wanted)
    if counted is not None and wanted == MatrixFilter(state=wanted.state):
        n_comments, n_answers = counted.comments[wanted.state], counted.answers[wanted.state]
    else:
        n_comments, n_answers = comments.count(), answers.count()
    last = None if limit is None else first + limit
    rows = [comment_row(user, consultation, each) for each in _ordered_comments(comments)[first:last]]
    begin = max(0, first - n_comments)
    end = None if last is None else max(0, last - n_comments)
    if end is None or end > begin:
        rows += [answer_row(user, consultation, each) for each in _ordered_answers(answers)[begin:end]]
    return Matrix(rows=rows, total=n_comments + n_answers)


def matrix_rows(user: Any, consultation: Consultation, refs: list[Ref]) -> list[MatrixRow]:
    """These rows, as far as the reader may see them, in the order of the matrix."""
    comments, answers = _narrowed(user, consultation, MatrixFilter())
    chosen = comments.filter(pk__in=[ref.id for ref in refs if ref.kind == "consultations.comment"])
    given = answers.filter(pk__in=[ref.id for ref in refs if ref.kind == "consultations.answer"])
    found, answered = together(_ordered_comments(chosen), _ordered_answers(given))
    rows = [comment_row(user, consultation, each) for each in found]
    return rows + [answer_row(user, consultation, each) for each in answered]


def count_verdicts(user: Any, consultation: Consultation) -> Verdicts:
    """The rows that the reader may see, counted by verdict: two queries."""
    return verdicts_of(*_narrowed(user, consultation, MatrixFilter()))


def _narrowed(
    user: Any, consultation: Consultation, wanted: MatrixFilter
) -> tuple[QuerySet[Comment], QuerySet[Answer]]:
    comments = comments_to_read(user, consultation)
    answers = answers_to_read(user, consultation, answers_to_answer(consultation))
    if wanted.paragraph.startswith("q:"):
        comments = comments.none()
        answers = answers.filter(question__key=wanted.paragraph.removeprefix("q:"))
    elif wanted.paragraph:
        comments, answers = comments.filter(paragraph_key=wanted.paragraph), answers.none()
    if wanted.group:
        comments, answers = comments.filter(group=wanted.group), answers.filter(contribution__group=wanted.group)
    if wanted.text:
        comments = comments.filter(Q(text__icontains=wanted.text) | Q(replacement__icontains=wanted.text))
        answers = answers.filter(text__icontains=wanted.text)
    both = _state(wanted, user)
    return comments.filter(both), answers.filter(both)


def _state(wanted: MatrixFilter, user: Any) -> Q:
    found = Q()
    if wanted.state == OPEN:
        found &= HAS_NONE
    elif wanted.state:
        found &= Q(response__verdict=wanted.state)
    if wanted.assigned == "me":
        found &= Q(response__assigned_to_id=user.pk)
    elif wanted.assigned == "nobody":
        found &= Q(response=None) | Q(response__assigned_to=None)
    elif wanted.assigned.isdecimal():
        found &= Q(response__assigned_to_id=int(wanted.assigned))
    if wanted.campaign:
        found &= Q(campaign_text__campaign__number=wanted.campaign)
    return found


def _ordered_comments(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    found = comments.select_related("paragraph", *_WITH).prefetch_related("response__changes")
    return found.order_by("paragraph__position", "paragraph_key", "number")


def _ordered_answers(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    found = answers.select_related("question", *_WITH).prefetch_related("response__changes")
    return found.order_by("question__position", "contribution__number")


def matrix_comments(user: Any, consultation: Consultation, wanted: MatrixFilter) -> QuerySet[Comment]:
    """The comments among the rows, ready for ``comment_row``."""
    return _ordered_comments(_narrowed(user, consultation, wanted)[0])


def matrix_answers(user: Any, consultation: Consultation, wanted: MatrixFilter) -> QuerySet[Answer]:
    """The answers among the rows, ready for ``answer_row``."""
    return _ordered_answers(_narrowed(user, consultation, wanted)[1])


def comment_row(user: Any, consultation: Consultation, comment: Comment) -> MatrixRow:
    """A comment as a row."""
    comment.contribution.consultation = consultation
    paragraph = comment.paragraph
    row = MatrixRow(
        ref=Ref("consultations.comment", comment.pk),
        kind=comment.kind,
        number=comment.number,
        where=_("Paragraph %(number)s") % {"number": paragraph.label} if paragraph.label else paragraph.plain[:60],
        paragraph_key=comment.paragraph_key,
        exact=comment.exact,
        text=comment.text,
        html=comment.html,
        replacement=comment.replacement,
        voice="",
        group=comment.group,
        language=comment.language,
        visibility=comment.visibility,
        offline=comment.contribution.is_offline,
        supports=comment.support_count,
        campaign=None,
        response=None,
        url=reverse("consultations:consultation", args=[consultation.slug]) + f"#{comment.paragraph_key}",
    )
    return _completed(user, row, comment, comment.contribution)


def answer_row(user: Any, consultation: Consultation, answer: Answer) -> MatrixRow:
    """An answer as a row."""
    contribution = answer.contribution
    contribution.consultation = consultation
    row = MatrixRow(
        ref=Ref("consultations.answer", answer.pk),
        kind="answer",
        number=contribution.number,
        where=answer.question.label,
        paragraph_key=answer.question.paragraph_key,
        exact="",
        text=answer.text,
        html="",
        replacement="",
        voice="",
        group=contribution.group,
        language=answer.language or contribution.language,
        visibility=contribution.visibility,
        offline=contribution.is_offline,
        supports=0,
        campaign=None,
        response=None,
        url="",
    )
    return _completed(user, row, answer, contribution)


def _completed(user: Any, row: MatrixRow, said: Comment | Answer, contribution: Contribution) -> MatrixRow:
    member = getattr(said, "campaign_text", None)
    return replace(
        row,
        voice=voice_of(user, contribution, row.visibility),
        campaign=member.campaign.number if member is not None else None,
        response=getattr(said, "response", None),
    )


def voice_of(user: Any, contribution: Contribution, visibility: str) -> str:
    """The name under which it is shown to this reader."""
    if not may_see_name(user, contribution, visibility):
        return _("name not published")
    name = contribution.name
    if contribution.on_behalf_of is not None:
        name = contribution.on_behalf_of.name
    elif contribution.author is not None:
        name = contribution.author.name
    return name or _("without a name")


def change_causes(user: Any, consultation: Consultation) -> dict[str, list[MatrixRow]]:
    """By paragraph key the comments and answers that changed it, as far as the reader may see them."""
    links = Change.objects.filter(consultation=consultation, responses__isnull=False)
    pairs = list(links.values_list("paragraph_key", "responses__comment_id", "responses__answer_id"))
    refs = [
        Ref("consultations.comment", comment) if comment else Ref("consultations.answer", answer or 0)
        for _key, comment, answer in pairs
    ]
    rows = {row.ref: row for row in matrix_rows(user, consultation, refs)} if refs else {}
    found: dict[str, list[MatrixRow]] = {}
    for (key, _comment, _answer), ref in zip(pairs, refs, strict=True):
        if ref in rows:
            found.setdefault(key, []).append(rows[ref])
    return found
