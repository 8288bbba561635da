"""Who may do what with topics."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet

from ict4society.accounts.policies import is_member, is_operator
from ict4society.topics.models import Topic

rules.add_perm("topics.follow_topic", is_member)
rules.add_perm("topics.appoint_facilitator", is_operator)
rules.add_perm("topics.view_topic", rules.always_true)


def topics_visible_to(user: Any) -> QuerySet[Topic]:
    """Topics are open to everyone."""
    return Topic.objects.all()
