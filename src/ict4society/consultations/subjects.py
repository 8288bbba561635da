"""What other features may ask of consultations, contributions and comments, without knowing them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.consultations import search
from ict4society.consultations.actions import hide
from ict4society.consultations.addresses import answer_url, comment_url, contribution_url
from ict4society.consultations.citable import answer_passage, comment_passage, made_of
from ict4society.consultations.models import Answer, Comment, Consultation, Contribution, Question
from ict4society.consultations.policies import (
    answers_visible_to,
    comments_visible_to,
    consultations_visible_to,
    contributions_visible_to,
    questions_visible_to,
)
from ict4society.foundation.actors import Actor
from ict4society.foundation.subjects import SubjectType


def _contribution_title(contribution: Contribution) -> str:
    return _now("Contribution %(number)d to “%(title)s”") % {
        "number": contribution.number,
        "title": contribution.consultation.title,
    }


def _comment_title(comment: Comment) -> str:
    return _now("Comment %(number)d on “%(title)s”") % {"number": comment.number, "title": comment.consultation.title}


def _answer_title(answer: Answer) -> str:
    return _now("Answer to “%(question)s”") % {"question": answer.question.label[:100]}


def _hide_comment(comment: Any, actor: Actor, reason: str) -> None:
    hide.hide_comment(actor=actor, comment=comment, reason=reason)


def _restore_comment(comment: Any, actor: Actor, reason: str) -> None:
    hide.restore_comment(actor=actor, comment=comment, reason=reason)


def _hide_contribution(contribution: Any, actor: Actor, reason: str) -> None:
    hide.hide_contribution(actor=actor, contribution=contribution, reason=reason)


def _restore_contribution(contribution: Any, actor: Actor, reason: str) -> None:
    hide.restore_contribution(actor=actor, contribution=contribution, reason=reason)


def _hide_consultation(consultation: Any, actor: Actor, reason: str) -> None:
    hide.hide_consultation(actor=actor, consultation=consultation, reason=reason)


def _restore_consultation(consultation: Any, actor: Actor, reason: str) -> None:
    hide.restore_consultation(actor=actor, consultation=consultation, reason=reason)


CONSULTATION = SubjectType(
    kind="consultations.consultation",
    model=Consultation,
    label=_("Consultation"),
    visible_to=consultations_visible_to,
    title=str,
    url=lambda found: found.get_absolute_url(),
    author_id=lambda found: found.created_by_id,
    document=search.consultation_document,
    hide=_hide_consultation,
    restore=_restore_consultation,
    made_from=("consultations.contribution", "consultations.comment", "consultations.answer"),
    uses_of=made_of,
    followable=True,
)
QUESTION = SubjectType(
    kind="consultations.question",
    model=Question,
    label=_("Question"),
    visible_to=questions_visible_to,
    title=lambda question: question.label[:160],
    url=lambda question: question.consultation.get_absolute_url(),
    language=lambda question: question.consultation.language,
    author_id=lambda question: None,
    related=("consultation",),
)
CONTRIBUTION = SubjectType(
    kind="consultations.contribution",
    model=Contribution,
    label=_("Contribution"),
    visible_to=contributions_visible_to,
    title=_contribution_title,
    url=contribution_url,
    document=search.contribution_document,
    hide=_hide_contribution,
    restore=_restore_contribution,
    related=("consultation",),
)
COMMENT = SubjectType(
    kind="consultations.comment",
    model=Comment,
    label=_("Comment"),
    visible_to=comments_visible_to,
    title=_comment_title,
    url=comment_url,
    author_id=lambda comment: comment.written_by_id,
    document=search.comment_document,
    citable=comment_passage,
    hide=_hide_comment,
    restore=_restore_comment,
    related=("consultation", "contribution"),
)
ANSWER = SubjectType(
    kind="consultations.answer",
    model=Answer,
    label=_("Answer"),
    visible_to=answers_visible_to,
    title=_answer_title,
    url=answer_url,
    author_id=lambda answer: answer.contribution.author_id,
    language=lambda answer: answer.language or answer.contribution.language,
    citable=answer_passage,
    related=("question", "contribution__consultation"),
)
