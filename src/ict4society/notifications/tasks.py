"""Mails, and forgetting."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ict4society.foundation.tasks import periodic, task
from ict4society.notifications.actions.notify import MAIL_TASK
from ict4society.notifications.actions.send_mail import send_notifications
from ict4society.notifications.models import MailReceipt, Notification

KEPT = timedelta(days=365)


@task(name=MAIL_TASK, queue="mail", priority=-10)
def send_notification_mails(record_id: int, notice: str, user_ids: list[int]) -> None:
    """The mails of one notice to some of the people who are told. Events go first when both are waiting."""
    send_notifications(record_id=record_id, name=notice, user_ids=user_ids)


@periodic(name="notifications.forget", cron="37 3 * * *")
def forget_old(timestamp: int) -> None:
    """Drop entries and receipts older than a year."""
    limit = timezone.now() - KEPT
    Notification.objects.filter(created_at__lt=limit).delete()
    MailReceipt.objects.filter(created_at__lt=limit).delete()
