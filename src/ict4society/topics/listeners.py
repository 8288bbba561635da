"""What follows in topics from events elsewhere."""

from __future__ import annotations

from ict4society.accounts.events import AccountClosed
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.topics.models import Facilitation, Follow


@listens_to(AccountClosed)
def forget_person(record: EventRecord, event: AccountClosed) -> None:
    """Who left follows nothing and facilitates nothing."""
    Follow.objects.filter(user_id=event.user_id).delete()
    Facilitation.objects.filter(user_id=event.user_id).delete()
