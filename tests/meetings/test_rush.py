"""Fifty more than there are seats register at the same moment, by the form."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.meetings.actions.register import cancel_registration
from ict4society.meetings.models import GroupCapacity, Meeting, Registration
from ict4society.meetings.policies import can_view_meeting, has_seat, meetings_visible_to, runs_meeting, visible_meeting
from ict4society.meetings.seats import seats_of
from tests.meetings.conftest import Make, seat
from tests.people import factory

SEATS, TOO_MANY = 10, 50


def rush(meeting: Meeting, people: list[User], bodies: dict[int, int] | None = None) -> list[int]:
    """Everybody sends the form at the same moment; the statuses of the answers."""
    start = Barrier(len(people))

    def come(person: User) -> int:
        client = Client()
        client.force_login(person)
        try:
            start.wait(timeout=60)
            form = {"acting_as": (bodies or {}).get(person.pk, ""), "attends": "onsite", "language": "en", "needs": ""}
            return client.post(f"/meetings/{meeting.pk}/register/", form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(come, people))


@pytest.mark.django_db(transaction=True)
def test_no_seat_is_given_twice_and_the_waiting_list_is_in_order(make: Make) -> None:
    meeting = make(capacity=SEATS)
    people = [factory.person() for _number in range(SEATS + TOO_MANY)]
    assert set(rush(meeting, people)) == {303}
    meeting.refresh_from_db()
    assert (seats_of(meeting).taken, seats_of(meeting).waiting) == (SEATS, TOO_MANY)
    # Who was let in first asked first: nobody who waits was queued before somebody who has a seat.
    queue = list(Registration.objects.order_by("queued_at", "pk"))
    assert [row.state for row in queue] == ["registered"] * SEATS + ["waiting"] * TOO_MANY
    assert EventRecord.objects.filter(name="meetings.registered").count() == len(people)
    assert EventRecord.objects.filter(name="meetings.seat_given").count() == SEATS
    # A seat that is given back goes to whoever asked first of those who wait.
    cancel_registration(actor=Actor(queue[0].user), registration=queue[0])
    queue[SEATS].refresh_from_db()
    assert queue[SEATS].state == "registered"
    assert seats_of(meeting).taken == SEATS


@pytest.mark.django_db(transaction=True)
def test_no_group_takes_more_than_its_seats(make: Make) -> None:
    meeting = make(capacity=12)
    GroupCapacity.objects.create(meeting=meeting, group="enterprise", capacity=4)
    body = factory.organisation("enterprise")
    people = [factory.person() for _number in range(24)]
    for person in people[:14]:
        factory.mandate(person, body)
    assert set(rush(meeting, people, {person.pk: body.pk for person in people[:14]})) == {303}
    seats = seats_of(meeting)
    assert seats.by_group["enterprise"] == 4
    assert (seats.taken, seats.waiting) == (12, 12)


@pytest.mark.django_db(transaction=True)
def test_who_sends_the_form_twice_has_one_seat(make: Make) -> None:
    meeting = make(capacity=3)
    person = factory.person()
    assert set(rush(meeting, [person] * 6)) == {303}
    assert Registration.objects.get().state == "registered"
    assert seats_of(meeting).taken == 1


@pytest.mark.django_db
def test_one_meeting_is_found_like_all_of_them(make: Make, facilitator: User) -> None:
    chair, seated, waiting, author = (factory.person() for _number in range(4))
    draft, shown, hidden = make("draft"), make(capacity=1), make()
    for each in (draft, shown, hidden):
        each.facilitators.add(chair)
    Meeting.objects.filter(pk=draft.pk).update(author=author)
    Meeting.objects.filter(pk=hidden.pk).update(hidden_at="2026-01-01T00:00:00Z")
    seat(shown, seated)
    seat(shown, waiting)
    readers: list[Any] = [chair, seated, waiting, author, facilitator, factory.person(is_moderator=True)]
    for user in (*readers, AnonymousUser()):
        for each in (draft, shown, hidden):
            plain = Meeting.objects.get(pk=each.pk)
            found = visible_meeting(user, each.pk)
            assert found == meetings_visible_to(user).filter(pk=each.pk).first()
            assert (found is not None) == can_view_meeting(user, plain)
            if found is not None:
                assert bool(has_seat(user, found)) == bool(has_seat(user, plain)) == (user == seated and each == shown)
                assert bool(runs_meeting(user, found)) == bool(runs_meeting(user, plain))


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", "99999", "9223372036854775808", "9" * 60])
def test_no_such_meeting(number: str, client: Client) -> None:
    for place in ("", "register/"):
        assert client.get(f"/meetings/{number}/{place}").status_code in (302, 404)
    assert client.get(f"/room/{number}/live/").status_code == 404
