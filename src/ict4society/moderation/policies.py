"""Who may do what in moderation."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from ict4society.accounts.policies import is_member, is_moderator
from ict4society.moderation.models import Decision, Flag


@rules.predicate
def is_author(user: Any, decision: Decision | None = None) -> bool:
    """Wrote what the decision is about."""
    return decision is None or (decision.author_id is not None and decision.author_id == user.pk)


rules.add_perm("moderation.flag_subject", is_member)
rules.add_perm("moderation.view_queue", is_moderator)
rules.add_perm("moderation.decide_subject", is_moderator)
rules.add_perm("moderation.appeal_decision", is_member & is_author)


def flags_visible_to(user: Any) -> QuerySet[Flag]:
    """Moderators see all; whoever reported something sees their own report. Nobody else learns who reported."""
    if is_moderator(user):
        return Flag.objects.all()
    return Flag.objects.filter(reporter_id=user.pk) if is_member(user) else Flag.objects.none()


def decisions_visible_to(user: Any) -> QuerySet[Decision]:
    """The decision itself: moderators, the author, and those who reported. Everybody sees the log without names."""
    if is_moderator(user):
        return Decision.objects.all()
    if not is_member(user):
        return Decision.objects.none()
    reported = Flag.objects.filter(decision_id=OuterRef("pk"), reporter_id=user.pk)
    return Decision.objects.filter(Q(author_id=user.pk) | Exists(reported))


def can_view_decision(user: Any, decision: Decision) -> bool:
    """The same answer as ``decisions_visible_to``, for one."""
    if is_moderator(user):
        return True
    own = decision.author_id is not None and decision.author_id == user.pk
    return is_member(user) and (own or decision.flags.filter(reporter_id=user.pk).exists())
