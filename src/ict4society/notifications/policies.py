"""Who may do what with notifications: everybody with their own."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet

from ict4society.notifications.models import Notification


@rules.predicate
def is_own(user: Any, row: Any = None) -> bool:
    """Members, with what is theirs."""
    return bool(user.is_authenticated and user.is_active) and (row is None or row.user_id == user.pk)


rules.add_perm("notifications.view_notification", is_own)
rules.add_perm("notifications.read_notification", is_own)
rules.add_perm("notifications.follow_subject", is_own)
rules.add_perm("notifications.change_preference", is_own)


def notifications_visible_to(user: Any) -> QuerySet[Notification]:
    """A person's own."""
    if not user.is_authenticated:
        return Notification.objects.none()
    return Notification.objects.filter(user_id=user.pk)
