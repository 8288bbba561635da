"""How people register, for programs: the same rules as the pages."""

from __future__ import annotations

from typing import Any

from django.test import Client

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.meetings.actions.check_in import check_in
from ict4society.meetings.models import MeetingInvitation, Registration, RegistrationQuestion
from tests.meetings.conftest import Make, seat
from tests.people import factory

JSON: dict[str, Any] = {"content_type": "application/json"}
ROOT = "/api/v1/meetings/meetings"


def key(letter: str) -> dict[str, str]:
    return {"HTTP_IDEMPOTENCY_KEY": letter * 16}


def test_seats_are_set_in_all_and_by_group(client: Client, make: Make, facilitator: User, token: Any) -> None:
    meeting, chair, member = make(capacity=1), token(facilitator), token(factory.person())
    first, second = seat(meeting), seat(meeting)
    address = f"{ROOT}/{meeting.pk}/registration/settings"
    assert client.get(address).status_code == 401
    assert client.get(address, **member).status_code == 403
    shown = client.get(address, **chair).json()
    assert (shown["capacity"], shown["limits"], shown["invitation_only"]) == (1, {}, False)
    wanted = {"capacity": 5, "limits": {"citizens": 2, "enterprise": 0}, "version": shown["version"]}
    wanted["limits"] = {"academia": 2, "enterprise": 0}
    assert client.put(address, wanted, **JSON, **member).status_code == 403
    wrong: tuple[dict[str, Any], ...] = (
        {"capacity": 0},
        {"limits": {"unknown": 3}},
        {"limits": {"academia": -1}},
        {"closes_at": "2030-01-01T00:00:00"},
        {"closes_at": "0001-01-01T00:00:00+14:00"},
        {"closes_at": "9999-12-31T23:59:59-14:00"},
        {"closes_at": (meeting.ends_at.replace(year=meeting.ends_at.year + 1)).isoformat()},
        {"version": 0},
    )
    for change in wrong:
        refused = client.put(address, {**wanted, **change}, **JSON, **chair)
        assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json"), change
    wanted |= {"invitation_only": True, "closes_at": meeting.starts_at.isoformat()}
    changed = client.put(address, wanted, **JSON, **chair).json()
    assert (changed["capacity"], changed["limits"], changed["invitation_only"]) == (5, wanted["limits"], True)
    assert client.put(address, wanted, **JSON, **chair).status_code == 409
    states = Registration.objects.filter(pk__in=(first.pk, second.pk)).values_list("state", flat=True)
    assert set(states) == {"registered"}, "a raised capacity lets people move up"


def test_own_questions_are_asked_changed_ordered_and_asked_no_more(
    client: Client, make: Make, facilitator: User, token: Any
) -> None:
    meeting, chair, member = make(), token(facilitator), token(factory.person())
    address = f"{ROOT}/{meeting.pk}/questions"
    question = {"text": "Which table?", "kind": "choice", "options": ["Repair", "Updates"], "required": True}
    assert client.post(address, question, **JSON, **member).status_code == 403
    for change in ({"text": ""}, {"kind": "essay"}, {"options": ["Repair"]}, {"options": ["x" * 300, "y"]}):
        assert client.post(address, {**question, **change}, **JSON, **chair).status_code == 422, change
    for _twice in range(2):
        made = client.post(address, question, **JSON, **chair, **key("q"))
        assert (made.status_code, made.json()["options"]) == (201, ["Repair", "Updates"])
    other = client.post(address, {"text": "Lunch?", "kind": "yes_no"}, **JSON, **chair).json()
    one = f"{address}/{made.json()['id']}"
    edit = {"text": "Which table do you sit at?", "options": ["Repair", "Updates", "Both"]}
    assert client.put(one, edit, **JSON, **member).status_code == 403
    assert client.put(one, {**edit, "options": []}, **JSON, **chair).status_code == 422
    changed = client.put(one, edit, **JSON, **chair).json()
    assert (changed["text"], changed["kind"], changed["required"]) == (edit["text"], "choice", False)
    order = {"order": [other["id"], made.json()["id"], -1, 2**63]}
    assert client.put(f"{address}/order", order, **JSON, **member).status_code == 403
    assert [each["id"] for each in client.put(f"{address}/order", order, **JSON, **chair).json()] == order["order"][:2]
    assert client.delete(one, **member).status_code == 403
    assert client.delete(one, **chair).status_code == 204
    assert client.delete(one, **chair).status_code == 404
    assert [each["text"] for each in client.get(address).json()] == ["Lunch?"]
    assert RegistrationQuestion.objects.count() == 2, "answers that were given keep their question"


def test_people_are_invited_by_mail(client: Client, make: Make, facilitator: User, token: Any) -> None:
    meeting, chair, member = make(), token(facilitator), token(factory.person())
    address = f"{ROOT}/{meeting.pk}/invitations"
    body = {"emails": ["guest@example.org", "Guest@example.org", "another@example.org"]}
    assert client.get(address, **member).status_code == 403
    assert client.post(address, body, **JSON, **member).status_code == 403
    for wrong in ({"emails": []}, {"emails": ["nobody"]}, {}):
        assert client.post(address, wrong, **JSON, **chair).status_code == 422, wrong
    for _twice in range(2):
        made = client.post(address, body, **JSON, **chair, **key("i"))
        assert made.status_code == 201
        assert [each["email"] for each in made.json()] == ["guest@example.org", "another@example.org"]
    assert MeetingInvitation.objects.count() == 2
    listed = client.get(address, **chair).json()["items"]
    assert [each["email"] for each in listed] == ["another@example.org", "guest@example.org"]
    one = f"{address}/{listed[0]['id']}"
    assert client.delete(one, **member).status_code == 403
    assert client.delete(one, **chair).status_code == 204
    assert client.delete(one, **chair).status_code == 404
    draft = make("draft")
    assert client.post(f"{ROOT}/{draft.pk}/invitations", body, **JSON, **chair).status_code == 422


def test_the_door_takes_a_check_in_back_and_the_organisers_a_seat(
    client: Client, make: Make, facilitator: User, token: Any
) -> None:
    meeting, chair = make(capacity=1), token(facilitator)
    there, waiting = seat(meeting), seat(meeting)
    check_in(actor=Actor(facilitator), meeting=meeting, code=there.code)
    one = f"{ROOT}/{meeting.pk}/registrations/{there.pk}"
    for address in (one, f"{one}/check-in"):
        assert client.delete(address).status_code == 401
        assert client.delete(address, **token(factory.person())).status_code == 403
    assert client.delete(one, **chair).status_code == 409, "who is there cannot be taken off"
    for _twice in range(2):
        back = client.delete(f"{one}/check-in", **chair).json()
        assert (back["state"], back["checked_in_at"]) == ("registered", None)
    assert client.delete(one, **chair).json()["state"] == "cancelled"
    waiting.refresh_from_db()
    assert waiting.state == "registered"
    assert client.delete(f"{ROOT}/{meeting.pk}/registrations/{10**30}", **chair).status_code == 404
