"""Send a notice as mails, to each person at most once."""

from __future__ import annotations

import smtplib
from collections.abc import Collection
from functools import cached_property
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.mail import get_connection
from django.urls import reverse
from django.utils import timezone, translation

from ict4society.accounts.models import User
from ict4society.foundation.database.prepared import answer
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.mailer.send import send
from ict4society.foundation.notices import Notice, notices_of
from ict4society.foundation.subjects import Subject, resolve_one
from ict4society.notifications.actions.notify import in_language, language_of, notice_name, wants_mail
from ict4society.notifications.models import MailReceipt
from ict4society.notifications.unsubscribing import Way, make_token

logger = structlog.get_logger(__name__)
REFUSED_FOR_GOOD = range(500, 600)
# The one statement that decides: of two workers that come at once, one gets a row.
_CLAIM = """
INSERT INTO notifications_mailreceipt (record_id, user_id, created_at) VALUES (%s, %s, %s)
ON CONFLICT (record_id, user_id) DO NOTHING RETURNING id
"""


def send_notifications(*, record_id: int, name: str, user_ids: Collection[int]) -> None:
    """Send the mails of a notice to those of these people who were not sent it before and still want it.

    At most once each: a receipt is committed before a mail is handed over. If the mail server says that it did not take
    the mail, the receipt is taken back, the others have their turn, and the error is raised, so that the job tries
    again; if nobody can know whether it took it (the process died, the connection broke after the mail was on its way),
    the mail is not sent a second time.
    """
    record = EventRecord.objects.get(pk=record_id)
    function = next((known for known in notices_of(record.name) if notice_name(known) == name), None)
    served = MailReceipt.objects.filter(record_id=record_id).values("user_id")
    people = User.objects.filter(pk__in=user_ids, is_active=True).exclude(pk__in=served)
    waiting = [person for person in people.select_related("mail_preference").order_by("pk") if wants_mail(person)]
    if function is None or not waiting:
        return
    mailing = _Mailing(record)
    try:
        for language in sorted({language_of(person) for person in waiting}):
            notice = in_language(function, record, record.event, language)
            if notice is not None:
                with translation.override(language):  # the subject is named in it, too
                    mailing.to_readers(notice, [person for person in waiting if language_of(person) == language])
    finally:
        mailing.note_sent()
    if mailing.fault is not None:
        raise mailing.fault


class _Mailing:
    """The mails of one event, over one connection as long as that holds."""

    def __init__(self, record: EventRecord) -> None:
        self._record = record
        self._sent: list[int] = []
        self.fault: Exception | None = None
        """The last error after which a mail has to be tried again."""

    def to_readers(self, notice: Notice, people: list[User]) -> None:
        """Hand over what these people may see."""
        public = resolve_one(notice.subject, AnonymousUser())
        for person in people:
            subject = public or resolve_one(notice.subject, person)
            if subject is not None:
                self._hand_over(person, notice, subject)

    def note_sent(self) -> None:
        """Close the connection, and note for each mail that the server took it."""
        if "_connection" in self.__dict__:
            self._connection.close()
        MailReceipt.objects.filter(pk__in=self._sent).update(sent_at=timezone.now())

    @cached_property
    def _connection(self) -> Any:
        connection = get_connection()
        connection.open()
        return connection

    def _hand_over(self, person: User, notice: Notice, subject: Subject) -> None:
        connection = self._connection  # before the claim: while there is no mail server, nobody is claimed
        claimed = answer(_CLAIM, [self._record.pk, person.pk, timezone.now()])
        if not claimed:
            return
        receipt = claimed[0][0]
        try:
            _send(person, notice, subject, connection)
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
            if _code(error) in REFUSED_FOR_GOOD:
                logger.warning("mail refused for good", user=person.pk, code=_code(error))
            else:
                self._take_back(receipt, error)
        except (smtplib.SMTPException, OSError):
            logger.exception("nobody knows whether a mail arrived", user=person.pk)
            del self._connection  # the next mail gets a new one
        except Exception as error:
            self._take_back(receipt, error)  # it could not even be written
        else:
            self._sent.append(receipt)

    def _take_back(self, receipt: int, error: Exception) -> None:
        MailReceipt.objects.filter(pk=receipt).delete()
        self.fault = error


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
