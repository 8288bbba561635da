"""What a person takes along of their notifications."""

from __future__ import annotations

from typing import Any

from ict4society.accounts.models import User
from ict4society.notifications.models import MailPreference, Notification, Subscription


def notifications_of(user: User) -> dict[str, Any]:
    """Plain JSON values: the list, what is followed and muted, and whether mail is wanted."""
    wants = MailPreference.objects.filter(user=user).values_list("by_mail", flat=True).first()
    return {
        "by_mail": True if wants is None else wants,
        "subscriptions": [
            {"kind": row.subject_kind, "id": row.subject_id, "attention": row.attention}
            for row in Subscription.objects.filter(user=user).order_by("pk")
        ],
        "list": [
            {
                "text": row.text,
                "kind": row.subject_kind,
                "id": row.subject_id,
                "created_at": row.created_at.isoformat(),
                "read_at": row.read_at.isoformat() if row.read_at else None,
            }
            for row in Notification.objects.filter(user=user).order_by("pk").iterator()
        ],
    }
