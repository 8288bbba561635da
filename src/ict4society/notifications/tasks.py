"""Mails, and forgetting."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ict4society.foundation.tasks import periodic, task
from ict4society.notifications.actions.notify import MAIL_TASK
from ict4society.notifications.actions.send_mail import send_notification
from ict4society.notifications.models import MailReceipt, Notification

KEPT = timedelta(days=365)


@task(name=MAIL_TASK, queue="mail", priority=-10)
def send_notification_mail(record_id: int, user_id: int, notice: str) -> None:
    """One mail to one person about one event. Events go first when both are waiting."""
    send_notification(record_id=record_id, user_id=user_id, name=notice)


@periodic(name="notifications.forget", cron="37 3 * * *")
def forget_old(timestamp: int) -> None:
    """Drop entries and receipts older than a year."""
    limit = timezone.now() - KEPT
    Notification.objects.filter(created_at__lt=limit).delete()
    MailReceipt.objects.filter(created_at__lt=limit).delete()
