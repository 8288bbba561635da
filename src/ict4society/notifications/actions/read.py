"""Mark notifications as read."""

from __future__ import annotations

from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import require
from ict4society.foundation.subjects import Ref
from ict4society.notifications.models import Notification


def mark_read(*, actor: Actor, notification: Notification) -> None:
    """The person has seen it."""
    require(actor.user, "notifications.read_notification", notification)
    Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(*, actor: Actor) -> int:
    """The person has seen all of them; returns how many were new."""
    require(actor.user, "notifications.read_notification")
    return Notification.objects.filter(user_id=actor.user.pk, read_at=None).update(read_at=timezone.now())


def mark_subject_read(*, actor: Actor, ref: Ref) -> int:
    """The person has seen what these were about; returns how many were new."""
    require(actor.user, "notifications.read_notification")
    rows = Notification.objects.filter(user_id=actor.user.pk, read_at=None, subject_kind=ref.kind, subject_id=ref.id)
    return rows.update(read_at=timezone.now())
