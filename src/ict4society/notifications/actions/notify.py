"""Turn the notices of an event into entries of people's lists, and queue the mails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from ict4society.accounts.models import User
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notices_of
from ict4society.foundation.tasks import defer_many
from ict4society.notifications.models import Notification
from ict4society.notifications.queries import audience

LONGEST = 400
MAIL_TASK = "notifications.send_mail"


@transaction.atomic
def notify(record: EventRecord, event: Any) -> None:
    """Tell everybody whom the event concerns, once each, by the first notice that reaches them.

    A mail's job is queued for each who wants mail. Safe to repeat: who has an entry for this event is not told again.
    """
    told = set(Notification.objects.filter(record_id=record.pk).values_list("user_id", flat=True))
    for function in notices_of(record.name):
        made = function(record, event)
        people = [person for person in audience(record, made) if person.pk not in told] if made is not None else []
        for language, readers in _by_language(people).items():
            notice = in_language(function, record, event, language)
            if notice is not None:
                _enter(record, notice, readers)
        told |= {person.pk for person in people}
        by_mail = [person.pk for person in people if wants_mail(person)]
        defer_many(MAIL_TASK, [_mail(record.pk, user_id, notice_name(function)) for user_id in by_mail])


def _mail(record_id: int, user_id: int, notice: str) -> dict[str, Any]:
    return {"record_id": record_id, "user_id": user_id, "notice": notice}


def in_language(
    function: Callable[..., Notice | None], record: EventRecord, event: Any, language: str
) -> Notice | None:
    """The notice with its texts in a language; lazy texts are evaluated."""
    with translation.override(language):
        notice = function(record, event)
        if notice is None:
            return None
        return Notice(
            recipients=notice.recipients, text=str(notice.text), subject=notice.subject, body=str(notice.body)
        )


def notice_name(function: Callable[..., Any]) -> str:
    """The name by which a mail's job finds its notice again."""
    return f"{function.__module__}.{function.__qualname__}".removeprefix("ict4society.")


def wants_mail(person: User) -> bool:
    """Mail is sent at once unless the person has said no."""
    preference = getattr(person, "mail_preference", None)
    return preference is None or bool(preference.by_mail)


def language_of(person: User) -> str:
    """The person's language, among those that the pages have."""
    return person.language if person.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _by_language(people: list[User]) -> dict[str, list[User]]:
    groups: dict[str, list[User]] = defaultdict(list)
    for person in people:
        groups[language_of(person)].append(person)
    return groups


def _enter(record: EventRecord, notice: Notice, readers: list[User]) -> None:
    text = str(notice.text)
    Notification.objects.bulk_create(
        [
            Notification(
                user=reader,
                record=record,
                subject_kind=notice.subject.kind,
                subject_id=notice.subject.id,
                text=text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…",
            )
            for reader in readers
        ],
        ignore_conflicts=True,
    )
