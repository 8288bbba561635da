"""Every event is looked at: who takes part follows, and who is concerned is told."""

from __future__ import annotations

from typing import Any

from ict4society.accounts.events import AccountClosed
from ict4society.foundation.events import Event, listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import notices_of
from ict4society.notifications.actions.follow import follow_subject
from ict4society.notifications.actions.forget import forget_person
from ict4society.notifications.actions.notify import notify


@listens_to()
def participants_follow(record: EventRecord, event: Event) -> None:
    """Whoever takes part in something follows it from then on."""
    followed = event.follows()
    if followed is not None and record.actor_id is not None:
        follow_subject(record.actor_id, followed)


@listens_to()
def tell(record: EventRecord, event: Any) -> None:
    """Notices become entries of lists, each with a mail of its own job."""
    if notices_of(record.name):
        notify(record, event)


@listens_to(AccountClosed)
def forget_who_left(record: EventRecord, event: AccountClosed) -> None:
    """What was kept to tell a person goes with their account."""
    forget_person(event.user_id)
