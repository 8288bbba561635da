"""Forget what was kept to tell a person."""

from __future__ import annotations

from django.db import transaction

from ict4society.notifications.models import MailPreference, MailReceipt, Notification, Subscription


@transaction.atomic
def forget_person(user_id: int) -> None:
    """Their list, what they follow or have muted, their wishes and the receipts of their mails. Safe to repeat."""
    for model in (Notification, Subscription, MailPreference, MailReceipt):
        model.objects.filter(user_id=user_id).delete()
