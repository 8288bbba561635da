"""Fifty people register at the same moment for twenty seats."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from ict4society.meetings.models import Registration
from ict4society.meetings.seats import seats_of
from tests.meetings.conftest import Make, seat
from tests.people import factory

SEATS, PEOPLE = 20, 50


@pytest.mark.django_db(transaction=True)
def test_no_seat_is_given_twice_and_the_waiting_list_is_in_order(make: Make) -> None:
    meeting = make(capacity=SEATS)
    people = [factory.person() for _number in range(PEOPLE)]
    start = Barrier(PEOPLE)

    def come(number: int) -> str:
        try:
            start.wait(timeout=20)
            return str(seat(meeting, people[number]).state)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        states = list(pool.map(come, range(PEOPLE)))
    assert states.count("registered") == SEATS
    assert states.count("waiting") == PEOPLE - SEATS
    meeting.refresh_from_db()
    assert (seats_of(meeting).taken, seats_of(meeting).waiting) == (SEATS, PEOPLE - SEATS)
    # Who was let in first asked first: nobody who waits was queued before somebody who has a seat.
    rows = list(Registration.objects.order_by("queued_at", "pk").values_list("state", flat=True))
    assert rows == ["registered"] * SEATS + ["waiting"] * (PEOPLE - SEATS)
