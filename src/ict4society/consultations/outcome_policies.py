"""Who may see and write responses, campaigns and the outcome report."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from ict4society.accounts.policies import is_member
from ict4society.consultations.models import Answer, Comment, Consultation, OutcomeReport, Response
from ict4society.consultations.policies import (
    answers_visible_to,
    comments_visible_to,
    consultations_visible_to,
    is_staff_of,
    staffed_by,
)
from ict4society.consultations.states import Stage


@rules.predicate
def is_asked_in(user: Any, consultation: Consultation | None) -> bool:
    """Was asked to write a response in this consultation."""
    if consultation is None or not is_member.test(user):
        return False
    return Response.objects.filter(consultation=consultation, assigned_to_id=user.pk).exists()


@rules.predicate
def takes_responses(user: Any, consultation: Consultation | None) -> bool:
    """Is in the stage in which responses are written."""
    return consultation is None or (consultation.stage == Stage.RESPONSES and consultation.hidden_at is None)


@rules.predicate
def responses_are_public(user: Any, consultation: Consultation | None) -> bool:
    """Final: everybody may read what became of the comments."""
    return consultation is None or (consultation.stage == Stage.FINAL and consultation.hidden_at is None)


rules.add_perm("consultations.view_responses", responses_are_public | (is_member & (is_staff_of | is_asked_in)))
rules.add_perm("consultations.write_responses", is_member & (is_staff_of | is_asked_in) & takes_responses)
rules.add_perm("consultations.assign_responses", is_member & is_staff_of & takes_responses)


def responses_visible_to(user: Any) -> QuerySet[Response]:
    """Given ones of final consultations, to what the reader may see; staff see all, writers those that are theirs."""
    found = Response.objects.select_related("consultation__topic", "comment__paragraph", "answer__question")
    about = Q(comment__in=comments_visible_to(user).order_by().values("pk"))
    about |= Q(answer__in=answers_visible_to(user).order_by().values("pk"))
    public = about & Q(consultation__stage=Stage.FINAL, consultation__hidden_at=None) & ~Q(verdict="")
    if not is_member.test(user):
        return found.filter(public)
    return found.filter(public | Q(assigned_to_id=user.pk) | staffed_by(user, "consultation__"))


def comments_to_read(user: Any, consultation: Consultation) -> QuerySet[Comment]:
    """The rows of the matrix that the reader may see among comments."""
    found = Comment.objects.standing().filter(consultation=consultation)
    if is_staff_of.test(user, consultation):
        return found
    seen = Q(pk__in=comments_visible_to(user).order_by().values("pk"))
    if consultation.stage != Stage.FINAL:
        seen = Q(pk__in=())
    return found.filter(seen | _asked(user))


def answers_to_read(user: Any, consultation: Consultation, answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """The same among answers."""
    if is_staff_of.test(user, consultation):
        return answers
    seen = Q(pk__in=answers_visible_to(user).order_by().values("pk"))
    if consultation.stage != Stage.FINAL:
        seen = Q(pk__in=())
    return answers.filter(seen | _asked(user))


def _asked(user: Any) -> Q:
    return Q(response__assigned_to_id=user.pk) if is_member.test(user) else Q(pk__in=())


def reports_visible_to(user: Any) -> QuerySet[OutcomeReport]:
    """Published ones of consultations that the reader may see; staff see theirs before."""
    found = OutcomeReport.objects.select_related("consultation__topic")
    shown = Q(published_number__gt=0, consultation__in=consultations_visible_to(user).order_by().values("pk"))
    return found.filter(shown | staffed_by(user, "consultation__") if is_member.test(user) else shown)
