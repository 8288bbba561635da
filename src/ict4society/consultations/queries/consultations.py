"""Named reads of consultations."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from ict4society.consultations.models import Consultation
from ict4society.consultations.policies import consultations_visible_to
from ict4society.consultations.states import ContributionState, Stage
from ict4society.foundation.subjects import Ref
from ict4society.notifications.models import Subscription
from ict4society.notifications.models.subscription import Attention
from ict4society.organisations.models import Mandate
from ict4society.topics.models import Topic
from ict4society.topics.queries import facilitations, followers_of, topic_ids

_ORDER = {
    Stage.OPEN: 0,
    Stage.ANNOUNCED: 1,
    Stage.DRAFT: 2,
    Stage.RESPONSES: 3,
    Stage.CLOSED: 4,
    Stage.FINAL: 5,
}


def consultations(user: Any, *, topic: Topic | None = None, stage: str = "") -> QuerySet[Consultation]:
    """Those that the reader may see: open ones first, the one that closes first on top."""
    rows = consultations_visible_to(user)
    if topic is not None:
        ids = topic_ids(topic)
        rows = rows.filter(
            Q(topic__in=ids)
            | Q(pk__in=Consultation.also_topics.through.objects.filter(topic__in=ids).values("consultation_id"))
        )
    if stage:
        rows = rows.filter(stage=stage)
    whens = [When(stage=each, then=Value(place)) for each, place in _ORDER.items()]
    rank = Case(*whens, default=Value(9), output_field=IntegerField())
    soonest = Case(When(stage=Stage.OPEN, then="closes_at"), default=None)
    return rows.annotate(rank=rank, soonest=soonest).order_by("rank", "soonest", "-closes_at", "-pk")


def open_consultations(user: Any) -> QuerySet[Consultation]:
    """Those that take contributions now, the one that closes first on top: for the home page."""
    now = timezone.now()
    rows = consultations_visible_to(user).filter(stage=Stage.OPEN, hidden_at=None)
    return rows.filter(Q(closes_at=None) | Q(closes_at__gt=now)).order_by("closes_at", "-pk")


def followers_without_answer(consultation: Consultation) -> set[int]:
    """Who follows the consultation or its topics and has not answered, neither personally nor for an organisation."""
    following = set(
        Subscription.objects.filter(
            subject_kind="consultations.consultation", subject_id=consultation.pk, attention=Attention.FOLLOWING
        ).values_list("user_id", flat=True)
    )
    if consultation.topic is not None:
        following |= followers_of(consultation.topic)
    submitted = consultation.contributions.filter(state=ContributionState.SUBMITTED)
    answered = set(submitted.filter(on_behalf_of=None).values_list("author_id", flat=True))
    organisations = submitted.exclude(on_behalf_of=None).values("on_behalf_of_id")
    mandates = Mandate.objects.active().filter(organisation__in=organisations)
    return following - answered - set(mandates.values_list("user_id", flat=True))


def people_in_charge(consultation: Consultation) -> set[int]:
    """Its secretariat, by id: those appointed for it, who began it, and the facilitators of its topic."""
    appointed = set(consultation.facilitators.values_list("pk", flat=True))
    return appointed | {each.user_id for each in facilitations(consultation.topic)}


def consultation_ref(consultation: Consultation) -> Ref:
    """What follows and mutes name."""
    return Ref("consultations.consultation", consultation.pk)
