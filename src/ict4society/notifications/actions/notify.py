"""Turn the notices of an event into entries of people's lists, and queue the mails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from ict4society.accounts.models import User
from ict4society.foundation.database.prepared import answer
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notices_of
from ict4society.foundation.subjects import Ref
from ict4society.foundation.tasks import defer_many
from ict4society.notifications.queries import Told, audience

LONGEST = 400
MAIL_TASK = "notifications.send_mails"
PEOPLE_AT_ONCE = 100
"""Of one job of mails: so that several workers share what goes to many, and none is lost for long."""

# Who has an entry for this event already is not told again, and is not among the rows that come back.
_ENTER = """
INSERT INTO notifications_notification (user_id, text, record_id, subject_kind, subject_id, created_at)
SELECT told.user_id, told.text, %(record)s, %(kind)s, %(subject)s, %(now)s
FROM unnest(%(people)s::bigint[], %(texts)s::text[]) AS told (user_id, text)
ON CONFLICT (record_id, user_id) DO NOTHING
RETURNING user_id
"""


# Without a savepoint: a failure in it undoes everything that its caller, the delivery of the event, does with it.
@transaction.atomic(savepoint=False)
def notify(record: EventRecord, event: Any) -> None:
    """Tell everybody whom the event concerns, once each, by the first notice that reaches them.

    The mails of those who want mail are queued. Safe to repeat: who has an entry for this event is not told again.
    """
    for function in notices_of(record.name):
        # Also the notice for all readers of this language: making one reads what it tells of.
        made = in_language(function, record, event, settings.LANGUAGE_CODE)
        people = audience(record, made) if made is not None else []
        if made is None or not people:
            continue
        texts = {settings.LANGUAGE_CODE: made.text}
        for language in {language_of(person) for person in people} - {settings.LANGUAGE_CODE}:
            notice = in_language(function, record, event, language)
            texts[language] = (notice or made).text
        fresh = _enter(record, made.subject, [(person.id, str(texts[language_of(person)])) for person in people])
        by_mail = [person.id for person in people if person.id in fresh and person.by_mail]
        name = notice_name(function)
        groups = [by_mail[start : start + PEOPLE_AT_ONCE] for start in range(0, len(by_mail), PEOPLE_AT_ONCE)]
        defer_many(MAIL_TASK, [{"record_id": record.pk, "notice": name, "user_ids": group} for group in groups])


def in_language(
    function: Callable[..., Notice | None], record: EventRecord, event: Any, language: str
) -> Notice | None:
    """The notice with its texts in a language; lazy texts are evaluated."""
    with translation.override(language):
        notice = function(record, event)
        if notice is None:
            return None
        return replace(notice, text=str(notice.text), body=str(notice.body))


def notice_name(function: Callable[..., Any]) -> str:
    """The name by which a mail's job finds its notice again."""
    return f"{function.__module__}.{function.__qualname__}".removeprefix("ict4society.")


def wants_mail(person: User) -> bool:
    """Mail is sent at once unless the person has said no."""
    preference = getattr(person, "mail_preference", None)
    return preference is None or bool(preference.by_mail)


def language_of(person: User | Told) -> str:
    """The person's language, among those that the pages have."""
    return person.language if person.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _enter(record: EventRecord, subject: Ref, told: list[tuple[int, str]]) -> set[int]:
    values = {
        "record": record.pk,
        "kind": subject.kind,
        "subject": subject.id,
        "now": timezone.now(),
        "people": [user_id for user_id, _text in told],
        "texts": [text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…" for _user_id, text in told],
    }
    return {user_id for (user_id,) in answer(_ENTER, values)}
