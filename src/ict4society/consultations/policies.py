"""Who may see and do what in consultations."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from ict4society.accounts.policies import is_member, is_moderator
from ict4society.consultations.models import Answer, Comment, Consultation, Contribution, Question
from ict4society.consultations.states import ContributionState, Stage, Visibility
from ict4society.foundation.database.prepared import Prepared
from ict4society.organisations.standing import active_mandates
from ict4society.topics.models import Topic
from ict4society.topics.queries import facilitated_topics, facilitates


@rules.predicate
def facilitates_topic(user: Any, topic: Topic | None) -> bool:
    """Facilitates the topic; without one, any topic at all."""
    return facilitates(user, topic)


@rules.predicate
def is_staff_of(user: Any, consultation: Consultation | None) -> bool:
    """The consultation's secretariat: facilitators of its topic, and those appointed for it."""
    if not is_member.test(user):
        return False
    if consultation is None:
        return facilitates(user) or bool(appointed_ids(user))
    return _facilitates_its_topic(user, consultation) or _is_appointed(user, consultation)


@rules.predicate
def is_open_now(user: Any, consultation: Consultation | None) -> bool:
    """Takes contributions at this moment."""
    return consultation is None or (consultation.hidden_at is None and consultation.takes_contributions(timezone.now()))


@rules.predicate
def keeps_drafts(user: Any, consultation: Consultation | None) -> bool:
    """Open, or closed while somebody was still writing: what they wrote is kept."""
    return consultation is None or (consultation.hidden_at is None and consultation.stage in (Stage.OPEN, Stage.CLOSED))


@rules.predicate
def takes_late_ones(user: Any, consultation: Consultation | None) -> bool:
    """Staff may still enter what came late or on paper."""
    return consultation is None or consultation.stage in (Stage.OPEN, Stage.CLOSED, Stage.RESPONSES)


@rules.predicate
def is_shown(user: Any, consultation: Consultation | None) -> bool:
    """Neither in preparation nor hidden."""
    return consultation is None or (consultation.stage != Stage.DRAFT and consultation.hidden_at is None)


@rules.predicate
def is_own_contribution(user: Any, contribution: Contribution | None) -> bool:
    """Their own, or of an organisation for which they hold a mandate."""
    return contribution is None or on_own_side(user, contribution)


@rules.predicate
def is_own_comment(user: Any, comment: Comment | None) -> bool:
    """Of their own contribution, or of their organisation's."""
    return comment is None or on_own_side(user, comment.contribution)


@rules.predicate
def is_staff_of_comment(user: Any, comment: Comment | None) -> bool:
    """The secretariat of the comment's consultation."""
    return is_staff_of.test(user, None if comment is None else comment.consultation)


@rules.predicate
def takes_changes(user: Any, contribution: Contribution | None) -> bool:
    """Its consultation is open, and it is not hidden."""
    return contribution is None or (
        contribution.hidden_at is None and is_open_now.test(user, contribution.consultation)
    )


@rules.predicate
def comment_takes_changes(user: Any, comment: Comment | None) -> bool:
    """Its consultation is open, and it stands."""
    return comment is None or (
        comment.hidden_at is None and comment.withdrawn_at is None and is_open_now.test(user, comment.consultation)
    )


rules.add_perm("consultations.create_consultation", is_member & facilitates_topic)
rules.add_perm("consultations.manage_consultation", is_member & is_staff_of)
rules.add_perm("consultations.contribute", is_member & is_open_now)
rules.add_perm("consultations.keep_draft", is_member & keeps_drafts)
rules.add_perm("consultations.enter_contribution", is_member & is_staff_of & takes_late_ones)
rules.add_perm("consultations.change_contribution", is_member & is_own_contribution & takes_changes)
rules.add_perm("consultations.withdraw_contribution", is_member & is_own_contribution)
rules.add_perm("consultations.comment", is_member & is_open_now)
rules.add_perm("consultations.change_comment", is_member & is_own_comment & comment_takes_changes)
rules.add_perm("consultations.withdraw_comment", is_member & is_own_comment)
rules.add_perm("consultations.support_comment", is_member & comment_takes_changes & ~is_own_comment)
rules.add_perm("consultations.moderate", is_moderator)
rules.add_perm("consultations.moderate_comment", is_member & (is_moderator | is_staff_of_comment))


def on_own_side(user: Any, contribution: Contribution) -> bool:
    """Whether the contribution is the person's own, or of an organisation for which they hold a mandate."""
    if not is_member.test(user):
        return False
    if contribution.on_behalf_of_id is None:
        return contribution.author_id == user.pk
    return contribution.on_behalf_of_id in _organisation_ids(user)


def consultations_visible_to(user: Any) -> QuerySet[Consultation]:
    """Everybody sees those that were announced; staff their drafts, moderators the hidden ones."""
    found = Consultation.objects.select_related("topic__parent")
    if is_member.test(user):  # asked with the consultation, not in a query of its own
        found = found.annotate(reader_id=Value(user.pk), reader_appointed=_appointed(user.pk))
    shown = ~Q(stage=Stage.DRAFT)
    if not is_member.test(user):
        return found.filter(shown, hidden_at=None)
    staff = staffed_by(user, "")
    if is_moderator.test(user):
        return found.filter(shown | staff)
    return found.filter((shown & Q(hidden_at=None)) | staff)


def can_view_consultation(user: Any, consultation: Consultation) -> bool:
    """The same answer as ``consultations_visible_to``, for one."""
    if is_staff_of.test(user, consultation):
        return True
    if consultation.stage == Stage.DRAFT:
        return False
    return consultation.hidden_at is None or (is_moderator.test(user))


def contributions_visible_to(user: Any) -> QuerySet[Contribution]:
    """Submitted ones of visible consultations. Drafts, withdrawn and confidential ones only for their own side; staff
    see all but drafts that only their authors write; moderators see hidden ones that were not confidential.
    """
    found = Contribution.objects.select_related("consultation__topic", "author", "on_behalf_of")
    shown = Q(state=ContributionState.SUBMITTED) & ~Q(visibility=Visibility.CONFIDENTIAL)
    private = Q(state=ContributionState.DRAFT, comment_count=0, late_asked_at=None)
    return found.filter(_seen(user, shown, private, ""))


def comments_visible_to(user: Any) -> QuerySet[Comment]:
    """Those that stand in visible consultations; confidential and withdrawn ones only for staff and their own side."""
    found = Comment.objects.select_related("consultation__topic", "contribution__author", "contribution__on_behalf_of")
    shown = Q(withdrawn_at=None) & ~Q(visibility=Visibility.CONFIDENTIAL)
    return found.filter(_seen(user, shown, None, "contribution__"))


def answers_visible_to(user: Any) -> QuerySet[Answer]:
    """Of visible contributions; what was taken back is not shown."""
    found = Answer.objects.select_related("question", "contribution__consultation__topic", "contribution__on_behalf_of")
    return found.filter(answered=True, contribution__in=contributions_visible_to(user).order_by().values("pk"))


def _seen(user: Any, shown: Q, private: Q | None, voice: str) -> Q:
    """What a reader sees. ``private`` is kept from staff; ``voice`` leads to the contribution."""
    open_to_all = shown & Q(hidden_at=None, consultation__hidden_at=None) & ~Q(consultation__stage=Stage.DRAFT)
    if not is_member.test(user):
        return open_to_all
    own = Q(**{f"{voice}author_id": user.pk, f"{voice}on_behalf_of": None})
    own |= Q(**{f"{voice}on_behalf_of__in": _organisation_ids(user)})
    staff = staffed_by(user, "consultation__")
    if private is not None:
        staff &= ~private
    seen = open_to_all | own | staff
    return seen | shown if is_moderator.test(user) else seen


def may_see_name(user: Any, contribution: Contribution, visibility: str) -> bool:
    """Whether the reader learns who said it: what is public with its name; staff and the own side always."""
    if visibility == Visibility.PUBLIC:
        return True
    return on_own_side(user, contribution) or is_staff_of.test(user, contribution.consultation)


def staffed_by(user: Any, prefix: str) -> Q:
    """The consultations of whose secretariat the person is one; ``prefix`` leads to the consultation."""
    mine = Q(**{f"{prefix}pk__in": _appointments(user).values("consultation_id")})
    appointed = facilitated_topics(user)
    if None in appointed:
        return Q(**{f"{prefix}pk__isnull": False})
    if appointed:
        mine |= Q(**{f"{prefix}topic__in": appointed}) | Q(**{f"{prefix}topic__parent__in": appointed})
    return mine


def appointed_ids(user: Any) -> set[int]:
    """Consultations to which the person was appointed by name. Read once for each request (kept on the user object)."""
    known: set[int] | None = getattr(user, "_consultations_appointed", None)
    if known is None:
        known = set(_appointments(user).values_list("consultation_id", flat=True))
        user._consultations_appointed = known
    return known


def visible_consultation(user: Any, slug: str) -> Consultation | None:
    """The one of ``consultations_visible_to`` with this slug, by a query that is compiled once: every page asks it."""
    reader = user.pk if is_member.test(user) else 0
    found = next(iter(_with_slug(slug=slug, reader=reader)), None)
    if found is None:
        return None
    found.reader_id = reader  # type: ignore[attr-defined]
    return found if can_view_consultation(user, found) else None


def _appointments(user: Any) -> QuerySet[Any]:
    return Consultation.facilitators.through.objects.filter(user_id=user.pk)


def _appointed(reader: int) -> Exists:
    appointments = Consultation.facilitators.through.objects.filter(user_id=reader)
    return Exists(appointments.filter(consultation_id=OuterRef("pk")))


_with_slug: Prepared[Consultation] = Prepared(
    lambda slug, reader: (
        Consultation.objects.select_related("topic__parent")
        .annotate(reader_appointed=_appointed(reader))
        .filter(slug=slug)
    ),
    slug=str,
    reader=int,
)


def _is_appointed(user: Any, consultation: Consultation) -> bool:
    if getattr(consultation, "reader_id", None) == user.pk:
        return bool(consultation.reader_appointed)  # type: ignore[attr-defined]
    return consultation.pk in appointed_ids(user)


def topics_for_consultations(user: Any) -> QuerySet[Topic]:
    """The topics on which the person may prepare consultations: those that they facilitate."""
    appointed = facilitated_topics(user)
    topics = Topic.objects.select_related("parent").order_by("parent__position", "parent_id", "position", "pk")
    return topics if None in appointed else topics.filter(Q(pk__in=appointed) | Q(parent__in=appointed))


def _facilitates_its_topic(user: Any, consultation: Consultation) -> bool:
    """A consultation without a topic (an imported one) belongs to facilitators of all topics."""
    if consultation.topic is None:
        return None in facilitated_topics(user)
    return facilitates(user, consultation.topic)


def _organisation_ids(user: Any) -> set[int]:
    return {mandate.organisation_id for mandate in active_mandates(user)}


def questions_visible_to(user: Any) -> QuerySet[Question]:
    """Questions of visible consultations."""
    return Question.objects.filter(consultation_id__in=consultations_visible_to(user).values("pk"))
