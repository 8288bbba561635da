"""Read open answers: name themes, say which answers are about them, quote exact words."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.consultations.models import Answer, Question, Quotation, Theme, ThemeAnswer
from ict4society.consultations.outcome_events import ThemesChanged
from ict4society.consultations.outcome_states import AssignedHow
from ict4society.consultations.states import OPEN_KINDS, Visibility
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import cite
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.foundation.subjects import Ref


@transaction.atomic
def create_theme(*, actor: Actor, question: Question, name: str, keywords: Sequence[str] = ()) -> Theme:
    """Name what open answers are about. Raises Forbidden, and Refused for a closed question or a known name."""
    require(actor.user, "consultations.manage_consultation", question.consultation)
    if question.kind not in OPEN_KINDS:
        raise Refused(_("Themes are found in answers to open questions."))
    if Theme.objects.filter(question=question, name__iexact=name).exists():
        raise Refused(_("This question has a theme of that name already."))
    made = Theme.objects.create(question=question, name=name, keywords=clean_keywords(keywords), created_by=actor.user)
    emit(ThemesChanged(question.consultation_id, made.pk, "created"), actor=actor)
    return made


@transaction.atomic
def edit_theme(*, actor: Actor, theme: Theme, version: int, name: str, keywords: Sequence[str]) -> Theme:
    """Raises Forbidden, Conflict when somebody changed it meanwhile, and Refused for a name that is taken."""
    current = _locked(actor, theme)
    if current.version != version:
        raise Conflict(_("Somebody has changed this theme meanwhile. Open the page again."))
    if Theme.objects.filter(question=current.question, name__iexact=name).exclude(pk=current.pk).exists():
        raise Refused(_("This question has a theme of that name already."))
    current.name, current.keywords = name, clean_keywords(keywords)
    current.version += 1
    current.save()
    emit(ThemesChanged(current.question.consultation_id, current.pk, "edited"), actor=actor)
    return current


@transaction.atomic
def delete_theme(*, actor: Actor, theme: Theme) -> None:
    """The answers stay; what was quoted is quoted here no more. Raises Forbidden."""
    current = _locked(actor, theme)
    emit(ThemesChanged(current.question.consultation_id, current.pk, "deleted"), actor=actor)
    current.delete()


@transaction.atomic
def assign_answers(
    *, actor: Actor, theme: Theme, answers: Sequence[int], how: str = AssignedHow.HAND, belongs: bool = True
) -> int:
    """Say that these answers are about the theme, or with ``belongs=False`` that they are not; how many changed.

    Raises Forbidden, and Refused for answers to another question.
    """
    current = _locked(actor, theme)
    wanted = set(answers)
    known = set(Answer.objects.counted().filter(question=current.question, pk__in=wanted).values_list("pk", flat=True))
    if wanted - known:
        raise Refused(_("Some of these answers were withdrawn meanwhile, or answer another question."))
    there = set(ThemeAnswer.objects.filter(theme=current, answer__in=known).values_list("answer_id", flat=True))
    changed = known - there if belongs else there
    if belongs:
        ThemeAnswer.objects.bulk_create(
            ThemeAnswer(theme=current, answer_id=pk, how=how, assigned_by=actor.user) for pk in sorted(changed)
        )
    else:
        ThemeAnswer.objects.filter(theme=current, answer__in=changed).delete()
    if changed:
        act = "assigned" if belongs else "taken_out"
        emit(ThemesChanged(current.question.consultation_id, current.pk, act, sorted(changed)), actor=actor)
    return len(changed)


@transaction.atomic
def quote_answer(*, actor: Actor, theme: Theme, answer: Answer, exact: str) -> Quotation:
    """Quote words of an answer for a theme; the answer is about it from then on. The same words again change nothing.

    Raises Forbidden, PassageNotFound when the words do not stand there, and Refused for a confidential answer.
    """
    current = _locked(actor, theme)
    rows = Answer.objects.counted().select_related("contribution")
    row = rows.filter(pk=answer.pk, question=current.question).first()
    if row is None:
        raise Refused(_("This answer was withdrawn meanwhile, or answers another question."))
    if row.contribution.visibility == Visibility.CONFIDENTIAL:
        raise Refused(_("This contribution is confidential: it is counted, and never quoted."))
    citation = cite(Ref("consultations.answer", row.pk), user=actor.user, exact=exact)
    known = Quotation.objects.filter(theme=current, answer=row, citation__exact=citation.exact).first()
    if known is not None:
        citation.delete()
        return known
    ThemeAnswer.objects.get_or_create(theme=current, answer=row, defaults={"assigned_by": actor.user})
    made = Quotation.objects.create(theme=current, answer=row, citation=citation, chosen_by=actor.user)
    emit(ThemesChanged(current.question.consultation_id, current.pk, "quoted", [row.pk]), actor=actor)
    return made


@transaction.atomic
def drop_quotation(*, actor: Actor, quotation: Quotation) -> None:
    """Quote these words no more. Raises Forbidden."""
    current = _locked(actor, quotation.theme)
    emit(
        ThemesChanged(current.question.consultation_id, current.pk, "quotation_dropped", [quotation.answer_id]),
        actor=actor,
    )
    citation = quotation.citation
    quotation.delete()
    citation.delete()


def clean_keywords(keywords: Sequence[str]) -> list[str]:
    """Without blanks around them, each once, at most thirty."""
    return list(dict.fromkeys(word.strip()[:60] for word in keywords if word.strip()))[:30]


def _locked(actor: Actor, theme: Theme) -> Theme:
    rows = Theme.objects.select_for_update(of=("self",), no_key=True)
    current = rows.select_related("question__consultation__topic").get(pk=theme.pk)
    require(actor.user, "consultations.manage_consultation", current.question.consultation)
    return current
