"""Registration: own questions, seats by group, the waiting list, invitations, check-in, the list to take away."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from ict4society.accounts.actions.close import close_account
from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Conflict, Forbidden
from ict4society.meetings.actions.register import RegistrationRefused, cancel_registration
from ict4society.meetings.actions.registration_settings import add_question, set_registration
from ict4society.meetings.models import Meeting, Registration, RegistrationQuestion
from ict4society.meetings.policies import registrations_visible_to
from ict4society.meetings.seats import seats_of
from ict4society.notifications.models import Notification
from tests.jobs import run_jobs
from tests.meetings.conftest import Make, seat
from tests.people import factory


def ask(meeting: Meeting, facilitator: User, kind: str, text: str, **more: Any) -> RegistrationQuestion:
    return add_question(actor=Actor(facilitator), meeting=meeting, kind=kind, text=text, **more)


def test_a_participant_registers_with_the_organisers_questions(client: Client, make: Make, facilitator: User) -> None:
    meeting = make(interpretation=["fr"])
    name = ask(meeting, facilitator, "text", "Your badge says", required=True)
    lunch = ask(meeting, facilitator, "choice", "Lunch", options=["meat", "plants"])
    days = ask(meeting, facilitator, "multiple", "Which days", options=["one", "two"])
    photo = ask(meeting, facilitator, "yes_no", "May we take your picture?", required=True)
    person, organisation = factory.person("Mia Guest"), factory.organisation("academia")
    factory.mandate(person, organisation)
    address = f"/meetings/{meeting.pk}/register/"
    assert client.get(address).status_code == 302
    client.force_login(person)
    opened = client.get(address).text
    assert all(question.text in opened for question in (name, lunch, days))
    data = {
        "acting_as": str(organisation.pk),
        "attends": "online",
        "language": "de",
        "interpretation": "fr",
        "needs": "Sign language",
        f"question_{name.pk}": "Mia",
        f"question_{lunch.pk}": "plants",
        f"question_{days.pk}": ["one", "two"],
        f"question_{photo.pk}": "no",
    }
    wrong = client.post(address, {**data, f"question_{name.pk}": "", f"question_{lunch.pk}": "stones"})
    assert wrong.status_code == 422
    assert "Sign language" in wrong.text
    done = client.post(address, data)
    assert done.headers["Location"] == f"/meetings/{meeting.pk}/registration/"
    row = Registration.objects.get()
    assert (row.state, row.group, row.attends) == ("registered", "academia", "online")
    assert row.answers == {
        str(name.pk): "Mia",
        str(lunch.pk): "plants",
        str(days.pk): ["one", "two"],
        str(photo.pk): False,
    }
    shown = client.get(f"/meetings/{meeting.pk}/registration/").text
    assert row.code[:4] in shown
    assert "<svg" in shown
    assert "secret-room" in shown
    assert "plants" in shown
    run_jobs()
    told = next(each for each in mail.outbox if each.to == [person.email] and row.code in each.body)
    assert "secret-room" in told.body
    client.post(address, {**data, "needs": "A lift"})
    row.refresh_from_db()
    assert (row.needs, row.state) == ("A lift", "registered")
    assert client.post(f"/meetings/{meeting.pk}/registration/cancel/").status_code == 303
    assert "You have cancelled." in client.get(f"/meetings/{meeting.pk}/registration/").text
    assert client.post(address, {**data, "needs": "A lift"}).status_code == 303
    for reader in (None, factory.person()):
        client.logout()
        if reader:
            client.force_login(reader)
        page = client.get(f"/meetings/{meeting.pk}/").text
        assert "secret-room" not in page
        assert "A lift" not in page
        assert "Mia Guest" not in page
        assert "Academia" in page  # the balance
    client.force_login(facilitator)
    assert "A lift" in client.get(f"/meetings/{meeting.pk}/attendance/").text


def test_the_waiting_list_moves_up_in_its_order_and_by_group(make: Make, facilitator: User) -> None:
    meeting = make(capacity=3)
    industry = [factory.organisation("enterprise") for _number in range(4)]
    people = [factory.person() for _number in range(6)]
    for person, organisation in zip(people[:4], industry, strict=True):
        factory.mandate(person, organisation)
    set_registration(
        actor=Actor(facilitator),
        meeting=meeting,
        version=meeting.version,
        capacity=3,
        limits={"enterprise": 2},
        invitation_only=False,
        closes_at=None,
    )
    rows = [seat(meeting, person, organisation) for person, organisation in zip(people[:4], industry, strict=True)]
    assert [row.state for row in rows] == ["registered", "registered", "waiting", "waiting"]
    citizen, late = seat(meeting, people[4]), seat(meeting, people[5])
    assert [citizen.state, late.state] == ["registered", "waiting"]
    cancel_registration(actor=Actor(people[4]), registration=citizen)
    late.refresh_from_db()
    assert late.state == "registered"  # those before are enterprises, whose seats are taken
    run_jobs()
    assert "A seat is free for you" in Notification.objects.get(user=people[5], text__contains="seat is free").text
    cancel_registration(actor=Actor(people[0]), registration=rows[0])
    now = Registration.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    assert list(now.values_list("state", flat=True)) == ["cancelled", "registered", "registered", "waiting"]
    meeting.refresh_from_db()
    given = {"actor": Actor(facilitator), "meeting": meeting, "invitation_only": False, "closes_at": None}
    raised = set_registration(version=meeting.version, capacity=10, limits={"enterprise": 3}, **given)
    assert Registration.objects.get(pk=rows[3].pk).state == "registered"
    again = seat(meeting, people[0], industry[0])
    assert (again.pk, again.state) == (rows[0].pk, "waiting")
    set_registration(version=raised.version, capacity=1, limits={}, **given)
    assert seats_of(Meeting.objects.get()).taken == 4  # nobody loses a seat


def test_registration_is_open_for_whom_and_as_long_as_it_should(make: Make, facilitator: User, client: Client) -> None:
    person = factory.person()
    with pytest.raises(Conflict):
        seat(make("announced"), person)
    meeting = make()
    Meeting.objects.filter(pk=meeting.pk).update(registration_closes_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Conflict, match="has ended"):
        seat(meeting, person)
    closed = make(title="By invitation")
    client.force_login(facilitator)
    settings = {"version": closed.version, "invitation_only": "on", "capacity": "20", "limit_academia": "5"}
    page = f"/meetings/{closed.pk}/registration/settings/"
    assert client.get(page).status_code == 200
    assert client.post(page, settings).status_code == 303
    assert client.post(page, settings).status_code == 409
    assert (
        client.post(f"/meetings/{closed.pk}/registration/settings/", {**settings, "capacity": "-1"}).status_code == 422
    )
    with pytest.raises(Forbidden):
        seat(closed, person)
    address = f"/meetings/{closed.pk}/invitations/"
    assert client.post(address, {"emails": "no address"}).status_code == 422
    guests = f"{person.email.upper()}\nnew@example.org\nnew@example.org"
    for _twice in range(2):
        assert client.post(address, {"emails": guests}).status_code == 303
    run_jobs()
    invited = [each.to[0] for each in mail.outbox if "invited" in each.subject]
    assert sorted(invited) == sorted([person.email, "new@example.org"])
    assert seat(closed, person).state == "registered"
    uninvited = closed.invitations.get(email="new@example.org")
    assert client.post(f"{address}{uninvited.pk}/withdraw/").status_code == 303
    assert "new@example.org" not in client.get(address).text
    with pytest.raises(RegistrationRefused):
        seat(make(title="Without French"), person, interpretation="fr")
    client.force_login(person)
    assert client.get(address).status_code == 403
    assert client.get(f"/meetings/{closed.pk}/registration/settings/").status_code == 403


def test_checking_in_at_the_door(client: Client, make: Make, facilitator: User) -> None:
    meeting, other = make(capacity=2), make(title="Another one")
    rows = [seat(meeting) for _number in range(3)]
    elsewhere = seat(other)
    address = f"/meetings/{meeting.pk}/check-in/"
    client.force_login(facilitator)
    code = rows[0].code
    assert str(rows[0].user) in client.get(address, {"code": code}).text
    typed = f" {code[:4].lower()}-{code[4:].lower()} "
    assert "Checked in." in client.post(address, {"code": typed}).text
    assert "Was checked in already." in client.post(address, {"code": code}).text
    for wrong in ("", "ABCD2345", elsewhere.code, rows[2].code, "\0", "x" * 41):
        assert client.post(address, {"code": wrong}).status_code == 422
    with pytest.raises(Conflict):
        cancel_registration(actor=Actor(rows[0].user), registration=rows[0])
    listed = client.get(f"/meetings/{meeting.pk}/attendance/").text
    assert "1 of 2 are there." in listed
    client.post(f"/meetings/{meeting.pk}/attendance/{rows[0].pk}/undo/")
    client.post(f"/meetings/{meeting.pk}/attendance/{rows[1].pk}/strike/")
    states = list(Registration.objects.filter(meeting=meeting).order_by("pk").values_list("state", flat=True))
    assert states == ["registered", "cancelled", "registered"]
    run_jobs()
    assert "cancelled by the organisers" in Notification.objects.filter(user=rows[1].user).latest("pk").text
    assert client.post(f"/meetings/{meeting.pk}/attendance/{elsewhere.pk}/strike/").status_code == 404
    client.force_login(rows[0].user)
    for route in ("check-in/", "attendance/", "attendance.csv", "attendance.xlsx", "invitations/"):
        assert client.get(f"/meetings/{meeting.pk}/{route}").status_code == 403, route
    assert client.post(address, {"code": rows[0].code}).status_code == 403


def test_the_list_is_taken_away_and_runs_nothing(client: Client, make: Make, facilitator: User) -> None:
    import openpyxl

    meeting = make()
    question = ask(meeting, facilitator, "text", "Badge")
    row = seat(meeting, factory.person("=cmd|' /C calc'!A0"), needs="@SUM(1)", answers={str(question.pk): "+1"})
    client.force_login(facilitator)
    answer = client.get(f"/meetings/{meeting.pk}/attendance.csv")
    (header, line) = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert header[-1] == "Badge"
    assert not any(cell[:1] in "=+-@" for cell in line if cell)
    assert row.user.email in line
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/meetings/{meeting.pk}/attendance.xlsx").content))
    cells = [cell for cells in book.active.iter_rows() for cell in cells]
    assert not any(cell.data_type == "f" for cell in cells)
    assert len(list(book.active.iter_rows())) == 2


def test_who_leaves_the_community_gives_the_seat_back(make: Make) -> None:
    meeting = make(capacity=1)
    first, second = seat(meeting, needs="A lift"), seat(meeting)
    close_account(actor=Actor(first.user))
    run_jobs()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.needs, second.state) == ("cancelled", "", "registered")


def test_registrations_are_seen_by_their_person_and_the_organisers(make: Make, facilitator: User) -> None:
    meeting = make()
    row, other = seat(meeting), seat(meeting)
    assert set(registrations_visible_to(facilitator)) == {row, other}
    assert set(registrations_visible_to(row.user)) == {row}
    assert not registrations_visible_to(factory.facilitator(factory.topic()))
    with pytest.raises(Forbidden):
        cancel_registration(actor=Actor(other.user), registration=row)
    with pytest.raises(Forbidden):
        add_question(actor=Actor(row.user), meeting=meeting, kind="text", text="?")


def test_the_organisers_edit_their_questions(client: Client, make: Make, facilitator: User) -> None:
    meeting = make()
    client.force_login(facilitator)
    root = f"/meetings/{meeting.pk}/registration/questions/"
    assert client.get(root).status_code == 200
    data = {"text": "Lunch", "kind": "choice", "options": "meat\nplants"}
    assert client.post(root, {**data, "options": "one"}).status_code == 422
    assert client.post(root, data).status_code == 303
    assert client.post(root, {"text": "Badge", "kind": "text"}).status_code == 303
    lunch, badge = RegistrationQuestion.objects.all()
    assert client.get(f"{root}{lunch.pk}/").status_code == 200
    client.post(f"{root}{lunch.pk}/", {"text": "What for lunch?", "options": "meat\nplants\nnothing"})
    client.post(f"{root}order/", {"order": [lunch.pk, badge.pk], "move": f"{badge.pk}:up"})
    assert list(RegistrationQuestion.objects.values_list("text", flat=True)) == ["Badge", "What for lunch?"]
    client.post(f"{root}{badge.pk}/", {"remove": "1"})
    assert client.get(f"{root}{badge.pk}/").status_code == 404
    assert "Badge" not in client.get(f"/meetings/{meeting.pk}/register/").text
