"""Reminders: with the agenda, exactly once, at the right hour on both sides of a change of the clocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.meetings.actions.advance import announce_meeting, cancel_meeting, open_registration
from ict4society.meetings.actions.items import ItemValues, add_item
from ict4society.meetings.actions.plan import Plan, draft_meeting, edit_meeting
from ict4society.meetings.actions.register import Wishes, register
from ict4society.meetings.actions.remind import defer_due_reminders, due_times
from ict4society.meetings.models import Meeting, Registration, Reminder
from tests.jobs import run_jobs
from tests.people import factory

BRUSSELS = ZoneInfo("Europe/Brussels")
BEGINS = datetime(2027, 3, 29, 9, tzinfo=BRUSSELS)
"""The Monday after the night in which the clocks are put forward."""


class Clock:
    """Lets a test choose the time."""

    def __init__(self) -> None:
        self.now = BEGINS - timedelta(days=60)

    def at(self, *local: int) -> None:
        self.now = datetime(*local, tzinfo=BRUSSELS)  # type: ignore[misc,arg-type]


@pytest.fixture
def clock() -> Iterator[Clock]:
    made = Clock()
    with mock.patch.object(timezone, "now", side_effect=lambda: made.now.astimezone(UTC)):
        yield made


@pytest.fixture
def meeting(clock: Clock, facilitator: User) -> Meeting:
    actor = Actor(facilitator)
    plan = Plan(
        title="Across the clocks",
        days=[(BEGINS.astimezone(UTC), (BEGINS + timedelta(hours=3)).astimezone(UTC))],
        kind="online",
        link="https://meet.example.org/secret-room",
    )
    made = draft_meeting(actor=actor, plan=plan)
    announce_meeting(actor=actor, meeting=made)
    made = open_registration(actor=actor, meeting=made)
    add_item(actor=actor, meeting=made, values=ItemValues(title="Opening of the meeting"))
    run_jobs()
    mail.outbox.clear()
    return made


def come(meeting: Meeting, user: User) -> Registration:
    row = register(actor=Actor(user), meeting=meeting, wishes=Wishes())
    Registration.objects.filter(pk=row.pk).update(seated_at=timezone.now())
    run_jobs()
    mail.outbox.clear()
    return row


def subjects(person: User) -> list[str]:
    """What is mailed to the person when the job runs three times now."""
    mail.outbox.clear()
    for _run in range(3):
        defer_due_reminders()
        defer_due_reminders()
        run_jobs()
    return [each.subject for each in mail.outbox if each.to == [person.email]]


def test_they_come_at_the_same_hour_on_the_wall(meeting: Meeting) -> None:
    assert [(kind, at) for kind, at in due_times(meeting)] == [
        ("week", datetime(2027, 3, 22, 8, tzinfo=UTC)),  # nine in winter
        ("day", datetime(2027, 3, 28, 7, tzinfo=UTC)),  # nine in summer
        ("soon", datetime(2027, 3, 29, 6, tzinfo=UTC)),
    ]


def test_each_comes_once_with_the_agenda(clock: Clock, meeting: Meeting) -> None:
    person = factory.person(time_zone="Asia/Tokyo")
    row = come(meeting, person)
    clock.at(2027, 3, 22, 8, 59)
    assert subjects(person) == []
    clock.at(2027, 3, 22, 9, 0)
    assert subjects(person) == ["In a week: “Across the clocks”"]
    assert subjects(person) == []
    clock.at(2027, 3, 28, 8, 59)
    assert subjects(person) == []
    clock.at(2027, 3, 28, 9, 1)
    assert subjects(person) == ["Tomorrow: “Across the clocks”"]
    body = next(each.body for each in mail.outbox if each.to == [person.email])
    for shown in (
        "09:00  Opening of the meeting",
        "Europe/Brussels, UTC+02:00",
        "16:00–19:00",
        row.code,
        "secret-room",
    ):
        assert shown in body
    clock.at(2027, 3, 29, 8, 30)
    assert subjects(person) == ["In an hour: “Across the clocks”"]
    clock.at(2027, 3, 29, 9, 0)
    assert subjects(person) == []
    assert Reminder.objects.filter(user=person).count() == 3


def test_a_late_one_is_not_reminded_of_what_they_just_read(clock: Clock, meeting: Meeting) -> None:
    person = factory.person()
    clock.at(2027, 3, 24, 12, 0)
    row = come(meeting, person)
    assert subjects(person) == []
    clock.at(2027, 3, 28, 12, 0)
    assert subjects(person) == ["Tomorrow: “Across the clocks”"]
    Registration.objects.filter(pk=row.pk).update(state="cancelled")
    clock.at(2027, 3, 29, 8, 30)
    assert subjects(person) == []


def test_moved_it_reminds_anew_and_cancelled_not_at_all(clock: Clock, meeting: Meeting, facilitator: User) -> None:
    person = factory.person()
    come(meeting, person)
    clock.at(2027, 3, 28, 9, 0)
    defer_due_reminders()  # queued, and moved before the job runs
    later = timedelta(days=7)
    plan = Plan(
        title=meeting.title, days=[(meeting.starts_at + later, meeting.ends_at + later)], kind="online", link=""
    )
    meeting.refresh_from_db()
    moved = edit_meeting(actor=Actor(facilitator), meeting=meeting, version=meeting.version, plan=plan)
    assert subjects(person) == ["“Across the clocks” is held at another time"]
    clock.at(2027, 4, 4, 9, 0)
    assert subjects(person) == ["Tomorrow: “Across the clocks”"]
    cancel_meeting(actor=Actor(facilitator), meeting=moved, reason="Storm.")
    clock.at(2027, 4, 5, 8, 30)
    assert subjects(person) == ["“Across the clocks” does not take place"]
