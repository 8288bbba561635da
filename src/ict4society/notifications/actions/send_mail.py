"""Send one notification as a mail, at most once."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.mailer.send import send
from ict4society.foundation.notices import Notice, notices_of
from ict4society.foundation.subjects import Subject, resolve_one
from ict4society.notifications.actions.notify import in_language, language_of, notice_name, wants_mail
from ict4society.notifications.models import MailReceipt
from ict4society.notifications.unsubscribing import Way, make_token

logger = structlog.get_logger(__name__)
REFUSED_FOR_GOOD = range(500, 600)


def send_notification(*, record_id: int, user_id: int, name: str) -> None:
    """Send the mail of a notice to one person, unless it was sent before or is no longer wanted.

    At most once: a receipt is committed before the mail is handed over. If the mail server says that it did not take
    the mail, the receipt is taken back and the error raised, so that the job tries again; if nobody can know whether it
    took it (the process died, the connection broke after the mail was on its way), the mail is not sent a second time.
    """
    record = EventRecord.objects.get(pk=record_id)
    person = User.objects.select_related("mail_preference").filter(pk=user_id, is_active=True).first()
    function = next((known for known in notices_of(record.name) if notice_name(known) == name), None)
    if person is None or function is None or not wants_mail(person):
        return
    notice = in_language(function, record, record.event, language_of(person))
    subject = resolve_one(notice.subject, person) if notice is not None else None
    if notice is None or subject is None:
        return
    with transaction.atomic():
        receipt, fresh = MailReceipt.objects.get_or_create(record=record, user=person)
    if fresh:
        _hand_over(person, receipt, lambda connection: _send(person, notice, subject, connection))


def _hand_over(person: User, receipt: MailReceipt, deliver: Callable[[Any], None]) -> None:
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException):
        receipt.delete()
        raise
    try:
        deliver(connection)
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        if _code(error) in REFUSED_FOR_GOOD:
            logger.warning("mail refused for good", user=person.pk, code=_code(error))
            return
        receipt.delete()
        raise
    except (smtplib.SMTPException, OSError):
        logger.exception("nobody knows whether a mail arrived", user=person.pk)
        return
    except Exception:
        receipt.delete()  # it could not even be written
        raise
    finally:
        connection.close()
    MailReceipt.objects.filter(pk=receipt.pk).update(sent_at=timezone.now())


def _code(error: smtplib.SMTPException) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()), (0, b""))[0]
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0


def _send(person: User, notice: Notice, subject: Subject, connection: Any) -> None:
    unsubscribe = settings.SITE_URL + reverse(
        "notifications:unsubscribe", args=[make_token(Way(person.pk, subject.ref))]
    )
    context = {
        "text": notice.text,
        "body": notice.body,
        "subject": subject,
        "address": settings.SITE_URL + subject.url,
        "unsubscribe": unsubscribe,
        "preferences": settings.SITE_URL + reverse("notifications:preferences"),
    }
    headers = {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    send(
        person.email,
        "notifications/mail/notice",
        context,
        language_of(person),
        headers=headers,
        connection=connection,
    )
