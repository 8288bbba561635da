"""Meetings for programs: the same rules as the pages."""

from __future__ import annotations

from typing import Any

from django.test import Client

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.meetings.actions.registration_settings import add_question
from ict4society.meetings.models import Meeting
from ict4society.topics.models import Topic
from tests.meetings.conftest import Make, in_days, seat
from tests.people import factory

JSON: dict[str, Any] = {"content_type": "application/json"}
ROOT = "/api/v1/meetings/meetings"


def body(**changes: Any) -> dict[str, Any]:
    begins, ends = in_days(30)
    return {
        "title": "Repair before replacing",
        "topic": "environment",
        "kind": "hybrid",
        "city": "Lyon",
        "link": "https://meet.example.org/secret-room",
        "time_zone": "Europe/Paris",
        "days": [{"starts_at": begins.isoformat(), "ends_at": ends.isoformat()}],
        **changes,
    }


def test_from_the_plan_to_the_cancellation(client: Client, facilitator: User, token: Any) -> None:
    chair, member = token(facilitator), token(factory.person())
    host = factory.organisation()
    assert client.post(ROOT, body(), **JSON).status_code == 401
    assert client.post(ROOT, body(), **JSON, **member).status_code == 403
    key = {"HTTP_IDEMPOTENCY_KEY": "k" * 16}
    plan = body(hosts=[host.slug], facilitators=[facilitator.pk], latitude=45.764, longitude=4.8357)
    made = client.post(ROOT, plan, **JSON, **chair, **key)
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    assert client.post(ROOT, plan, **JSON, **chair, **key).json()["id"] == made.json()["id"]
    address = f"{ROOT}/{made.json()['id']}"
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/announce", **member).status_code == 404
    assert client.post(f"{address}/announce", **chair).json()["state"] == "announced"
    shown = client.get(address).json()
    assert (shown["hosts"], shown["latitude"], shown["link"]) == ([host.slug], 45.764, "")
    assert [each["id"] for each in client.get(ROOT, {"when": "upcoming", "topic": "environment"}).json()["items"]] == [
        shown["id"]
    ]
    assert client.get(ROOT, {"when": "past"}).json()["items"] == []
    edit = {**plan, "title": "Repair", "version": shown["version"]}
    assert client.put(address, edit, **JSON, **chair).json()["title"] == "Repair"
    assert client.put(address, edit, **JSON, **chair).status_code == 409
    assert client.put(address, {**edit, "version": 99}, **JSON, **member).status_code == 403
    item = client.post(f"{address}/agenda", {"title": "Welcome", "minutes": 10}, **JSON, **chair)
    assert item.status_code == 201
    asked = client.post(f"{address}/agenda/proposals", {"title": "My item"}, **JSON, **member).json()
    assert [each["title"] for each in client.get(f"{address}/agenda").json()] == ["Welcome"]
    decision = f"/api/v1/meetings/items/{asked['id']}/decision"
    assert client.post(decision, {"decision": "decline"}, **JSON, **chair).status_code == 422
    assert client.post(decision, {"decision": "approve"}, **JSON, **member).status_code == 403
    assert client.post(decision, {"decision": "approve"}, **JSON, **chair).json()["state"] == "approved"
    order = {"order": [asked["id"], item.json()["id"], -5, 2**63]}
    ordered = client.put(f"{address}/agenda/order", order, **JSON, **chair).json()
    assert [each["title"] for each in ordered] == ["My item", "Welcome"]
    assert client.post(f"{address}/open", **chair).json()["state"] == "open"
    assert client.post(f"{address}/close", **chair).json()["state"] == "announced"
    assert client.post(f"{address}/cancel", {}, **JSON, **chair).status_code == 422
    assert client.post(f"{address}/cancel", {"reason": "Storm."}, **JSON, **chair).json()["state"] == "cancelled"
    assert client.post(f"{address}/start", **chair).status_code == 409


def test_registering(client: Client, make: Make, facilitator: User, token: Any) -> None:
    meeting = make(capacity=1)
    question = add_question(
        actor=Actor(facilitator), meeting=meeting, kind="multiple", text="Days", options=["one", "two"], required=True
    )
    first, second, chair = token(factory.person()), token(factory.person()), token(facilitator)
    address = f"{ROOT}/{meeting.pk}"
    assert client.get(f"{address}/questions").json()[0]["options"] == ["one", "two"]
    assert client.post(f"{address}/registration", {}, **JSON, **first).status_code == 422
    wish = {"needs": "A lift", "answers": {str(question.pk): ["one"], "x": True}}
    states = [client.post(f"{address}/registration", wish, **JSON, **who).json()["state"] for who in (first, second)]
    assert states == ["registered", "waiting"]
    assert "secret-room" in client.get(address, **first).json()["link"]
    assert client.get(address, **second).json()["link"] == ""
    assert client.get(f"{address}/seats").json()["waiting"] == 1
    assert client.get(f"{address}/registrations", **first).status_code == 403
    rows = client.get(f"{address}/registrations", **chair).json()["items"]
    assert [row["needs"] for row in rows] == ["A lift"] * 2
    changed = client.put(f"{address}/registration", {**wish, "needs": ""}, **JSON, **first)
    assert changed.json()["needs"] == ""
    assert client.delete(f"{address}/registration", **first).json()["state"] == "cancelled"
    moved_up = client.get(f"{address}/registration", **second).json()
    assert moved_up["state"] == "registered"
    checked = client.post(f"{address}/check-in", {"code": moved_up["code"].lower()}, **JSON, **chair)
    assert checked.json()["state"] == "checked_in"
    assert client.post(f"{address}/check-in", {"code": "?"}, **JSON, **chair).status_code == 422
    assert client.get(f"{address}/registration", **chair).status_code == 404


def test_wrong_input_is_a_problem(client: Client, area: Topic, facilitator: User, token: Any) -> None:
    chair = token(facilitator)
    (day,) = body()["days"]
    wrong: tuple[dict[str, Any], ...] = (
        {"title": ""},
        {"topic": "unknown"},
        {"time_zone": "Mars/Olympus"},
        {"days": []},
        {"days": [day, day]},
        {"days": [{**day, "ends_at": day["starts_at"]}]},
        {"days": [{"starts_at": "0001-01-01T00:00:00+14:00", "ends_at": "9999-12-31T23:59:59-14:00"}]},
        {"days": [{"starts_at": "2030-01-01T09:00:00", "ends_at": "2030-01-01T10:00:00"}]},
        {"hosts": ["nobody"]},
        {"facilitators": [2**62]},
        {"latitude": 10.0},
        {"link": "javascript:alert(1)"},
        {"interpretation": ["xx"]},
    )
    for change in wrong:
        refused = client.post(ROOT, body(**change), **JSON, **chair)
        assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json"), change
    assert not Meeting.objects.exists()
    assert client.get(f"{ROOT}/{10**30}").status_code == 404
    assert client.get(ROOT, {"topic": "unknown"}).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(
    client: Client, make: Make, django_assert_num_queries: Any
) -> None:
    for number in range(20):
        meeting = make(title=f"Meeting {number}", link="")
        if number == 0:
            with django_assert_num_queries(5):
                client.get(ROOT)
    seat(meeting)
    with django_assert_num_queries(5):
        client.get(ROOT)
