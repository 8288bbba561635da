"""Who may see and do what with rounds and statements."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from ict4society.accounts.policies import is_member, is_moderator
from ict4society.deliberation.models import Round, Statement
from ict4society.deliberation.states import ResultsShown, RoundState, StatementState
from ict4society.foundation.policy import can
from ict4society.topics.models import Topic
from ict4society.topics.queries import facilitated_topics, facilitates


@rules.predicate
def facilitates_topic(user: Any, topic: Topic | None) -> bool:
    """Facilitates the topic; without one, any topic at all."""
    return facilitates(user, topic)


@rules.predicate
def facilitates_round(user: Any, round_: Round | None) -> bool:
    """Facilitates the round's topic. A round without one (an imported one) belongs to facilitators of all topics."""
    if round_ is None:
        return facilitates(user)
    if round_.topic is None:
        return None in facilitated_topics(user)
    return facilitates(user, round_.topic)


@rules.predicate
def facilitates_statement(user: Any, statement: Statement | None) -> bool:
    """Facilitates the round of the statement."""
    return facilitates_round.test(user, None if statement is None else statement.round)


@rules.predicate
def takes_proposals(user: Any, round_: Round | None) -> bool:
    """The round's members may propose statements, and it is open. Without a round: there may be such rounds."""
    return round_ is None or (round_.members_propose and round_.state == RoundState.OPEN)


@rules.predicate
def is_not_closed(user: Any, round_: Round | None) -> bool:
    """Drafts and open rounds."""
    return round_ is None or round_.state != RoundState.CLOSED


rules.add_perm("deliberation.create_round", is_member & facilitates_topic)
rules.add_perm("deliberation.manage_round", is_member & facilitates_round)
rules.add_perm("deliberation.propose_statement", is_member & (takes_proposals | (facilitates_round & is_not_closed)))
rules.add_perm("deliberation.review_statement", is_member & facilitates_statement)
rules.add_perm("deliberation.hide_statement", is_member & (is_moderator | facilitates_statement))
rules.add_perm("deliberation.cast_vote", is_member)


def rounds_visible_to(user: Any) -> QuerySet[Round]:
    """Open and closed rounds for everybody, drafts for the facilitators of their topic; topics come along."""
    rounds = Round.objects.select_related("topic")
    drafts = _facilitated_by(user, "")
    shown = ~Q(state=RoundState.DRAFT)
    return rounds.filter(shown if drafts is None else shown | drafts)


def rounds_taking_proposals(user: Any) -> list[Round]:
    """The rounds in which the person may propose a statement; drafts only where they facilitate."""
    candidates = rounds_visible_to(user).exclude(state=RoundState.CLOSED).order_by("state", "closes_at", "-pk")
    return [found for found in candidates if can(user, "deliberation.propose_statement", found)]


def statements_visible_to(user: Any) -> QuerySet[Statement]:
    """Accepted statements of visible rounds for everybody; the others for their author and for facilitators.

    Hidden ones are seen by moderators too, and not by their author alone. Rounds and topics come along.
    """
    statements = Statement.objects.select_related("round__topic")
    shown = Q(state=StatementState.ACCEPTED) & ~Q(round__state=RoundState.DRAFT)
    if not is_member.test(user):
        return statements.filter(shown)
    waiting = (StatementState.PROPOSED, StatementState.REJECTED)
    shown |= Q(author_id=user.pk, state__in=waiting) & ~Q(round__state=RoundState.DRAFT)
    if is_moderator.test(user):
        shown |= Q(state=StatementState.HIDDEN)
    facilitated = _facilitated_by(user, "round__")
    return statements.filter(shown if facilitated is None else shown | facilitated)


def is_public(statement: Statement) -> bool:
    """Whether everybody sees it: the same answer as ``statements_visible_to`` gives for visitors."""
    return statement.state == StatementState.ACCEPTED and statement.round.state != RoundState.DRAFT


def result_is_public(round_: Round) -> bool:
    """Whether everybody may see the whole result now."""
    return round_.state == RoundState.CLOSED or (
        round_.state == RoundState.OPEN and round_.results_shown == ResultsShown.ALWAYS
    )


def may_see_result(round_: Round, *, has_position: bool) -> bool:
    """Whether a reader who has taken a position on a statement (or has not) may see the result of that statement.

    The rule is the same for facilitators: who steers a round should not know more than those who vote.
    """
    after_vote = round_.state == RoundState.OPEN and round_.results_shown == ResultsShown.AFTER_VOTE
    return result_is_public(round_) or (after_vote and has_position)


def _facilitated_by(user: Any, prefix: str) -> Q | None:
    """The rounds that the person facilitates; None for nobody's."""
    if not is_member.test(user):
        return None
    appointed = facilitated_topics(user)
    if not appointed:
        return None
    if None in appointed:
        return Q(**{f"{prefix}pk__isnull": False}) if prefix else Q(pk__isnull=False)
    return Q(**{f"{prefix}topic__in": appointed}) | Q(**{f"{prefix}topic__parent__in": appointed})


def topics_for_rounds(user: Any) -> QuerySet[Topic]:
    """The topics on which the person may prepare rounds: those that they facilitate."""
    appointed = facilitated_topics(user)
    topics = Topic.objects.select_related("parent").order_by("parent__position", "parent_id", "position", "pk")
    if None in appointed:
        return topics
    return topics.filter(Q(pk__in=appointed) | Q(parent__in=appointed))
