"""Erase what a person had told the organisers of meetings."""

from __future__ import annotations

from django.db import transaction

from ict4society.accounts.models import User
from ict4society.meetings.models import CalendarKey, Registration, Speaker


@transaction.atomic
def forget_registrations(user_id: int) -> None:
    """Needs and answers are erased, so are the calendar's address and the name on agendas. Safe to repeat."""
    Registration.objects.filter(user_id=user_id).update(needs="", answers={}, interpretation="")
    CalendarKey.objects.filter(user_id=user_id).delete()
    person = User.objects.get(pk=user_id)
    Speaker.objects.filter(user_id=user_id).update(name=person.name)
