"""One item of an agenda for programs: the same rules as the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from ict4society.accounts.models import User
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Thread
from ict4society.foundation.actors import Actor
from ict4society.meetings.actions.advance import start_meeting
from ict4society.meetings.actions.items import ItemValues, add_item
from ict4society.meetings.models import AgendaItem, Meeting, Speaker
from ict4society.topics.models import Topic
from tests.meetings.conftest import Make, in_days
from tests.people import factory

JSON: dict[str, Any] = {"content_type": "application/json"}
ROOT = "/api/v1/meetings"


@pytest.fixture
def meeting(make: Make) -> Meeting:
    """Of two days."""
    return make(days=[in_days(30), in_days(31)])


@pytest.fixture
def item(meeting: Meeting, facilitator: User) -> AgendaItem:
    return add_item(actor=Actor(facilitator), meeting=meeting, values=ItemValues(title="Welcome"))


@pytest.fixture
def thread(area: Topic, facilitator: User) -> Thread:
    return open_thread(
        actor=Actor(facilitator), title="Repair before replacing", topic=area, introduction="Why?", language="en"
    )


def key(letter: str) -> dict[str, str]:
    return {"HTTP_IDEMPOTENCY_KEY": letter * 16}


def test_an_item_is_read_changed_moved_and_removed(
    client: Client, meeting: Meeting, item: AgendaItem, facilitator: User, token: Any
) -> None:
    chair, member = token(facilitator), token(factory.person())
    address = f"{ROOT}/items/{item.pk}"
    shown = client.get(address).json()
    days = [day["id"] for day in client.get(f"{ROOT}/meetings/{meeting.pk}").json()["days"]]
    assert (shown["title"], shown["day"]) == ("Welcome", days[0])
    edit = {"title": "Welcome, everybody", "minutes": 10, "version": shown["version"], "day": days[1]}
    assert client.put(address, edit, **JSON).status_code == 401
    assert client.put(address, edit, **JSON, **member).status_code == 403
    assert client.put(address, {**edit, "minutes": 0}, **JSON, **chair).status_code == 422
    assert client.put(address, {**edit, "day": 987654321}, **JSON, **chair).status_code == 422
    changed = client.put(address, edit, **JSON, **chair).json()
    assert (changed["title"], changed["day"], changed["minutes"]) == ("Welcome, everybody", days[1], 10)
    stale = client.put(address, edit, **JSON, **chair)
    assert (stale.status_code, stale["Content-Type"]) == (409, "application/problem+json")
    del edit["day"]
    kept = client.put(address, {**edit, "title": "Hello", "version": changed["version"]}, **JSON, **chair).json()
    assert kept["day"] == days[1], "without a day it stays on its own"

    made = client.post(
        f"{ROOT}/meetings/{meeting.pk}/agenda", {"title": "Second", "day": days[1]}, **JSON, **chair
    ).json()
    assert made["day"] == days[1]
    second = f"{ROOT}/items/{made['id']}"
    assert client.post(f"{second}/move", {"steps": -1}, **JSON, **member).status_code == 403
    assert client.post(f"{second}/move", {"steps": 10**9}, **JSON, **chair).status_code == 422
    moved = client.post(f"{second}/move", {"steps": -1}, **JSON, **chair).json()
    assert [each["title"] for each in moved] == ["Second", "Hello"]
    third = client.post(f"{ROOT}/meetings/{meeting.pk}/agenda", {"title": "3", "day": days[1]}, **JSON, **chair).json()
    for _twice in range(2):
        moved = client.post(f"{ROOT}/items/{third['id']}/move", {"steps": -1}, **JSON, **chair, **key("m")).json()
        assert [each["title"] for each in moved] == ["Second", "3", "Hello"], "sent again it moves no further"
    assert client.delete(second, **member).status_code == 403
    assert client.delete(second, **chair).status_code == 204
    assert client.get(second).status_code == 404
    assert client.delete(second, **chair).status_code == 404
    start_meeting(actor=Actor(facilitator), meeting=meeting)
    assert client.delete(address, **chair).status_code == 409


def test_an_item_is_about_something(
    client: Client, item: AgendaItem, thread: Thread, facilitator: User, token: Any
) -> None:
    chair, member = token(facilitator), token(factory.person())
    address = f"{ROOT}/items/{item.pk}"
    assert client.get(f"{address}/linkable", **member).status_code == 403
    found = client.get(f"{address}/linkable", {"q": "before repl"}, **chair).json()
    assert [(each["kind"], each["id"]) for each in found] == [("discussions.thread", thread.pk)]
    body = {"kind": "discussions.thread", "id": thread.pk}
    assert client.post(f"{address}/links", body, **JSON, **member).status_code == 403
    for wrong in ({**body, "kind": "accounts.person"}, {**body, "id": 987654321}, {}):
        assert client.post(f"{address}/links", wrong, **JSON, **chair).status_code == 422, wrong
    for _twice in range(2):
        made = client.post(f"{address}/links", body, **JSON, **chair, **key("l"))
        assert (made.status_code, made.json()["links"]) == (201, [body])
    gone = f"{address}/links/discussions.thread/{thread.pk}"
    assert client.delete(gone, **member).status_code == 403
    for _twice in range(2):
        assert client.delete(gone, **chair).json()["links"] == []
    assert client.delete(f"{address}/links/discussions.thread/{10**30}", **chair).status_code == 200


def test_speakers_are_put_down_and_taken_off(client: Client, item: AgendaItem, facilitator: User, token: Any) -> None:
    chair, member = token(facilitator), token(factory.person())
    body = factory.organisation("civil_society", name="Fair Chips")
    ada = factory.person("Ada Lovelace")
    address = f"{ROOT}/items/{item.pk}/speakers"
    speaker = {"name": "Ada", "person": ada.pk, "organisation": body.name, "role": "rapporteur"}
    assert client.post(address, speaker, **JSON, **member).status_code == 403
    for wrong in ({"name": ""}, {"name": "Ada", "person": 987654321}, {"name": "x" * 200}, {"name": "A", "person": 0}):
        assert client.post(address, wrong, **JSON, **chair).status_code == 422, wrong
    for _twice in range(2):
        made = client.post(address, speaker, **JSON, **chair, **key("s"))
        assert made.status_code == 201
    (shown,) = made.json()["speakers"]
    assert shown == {
        "id": Speaker.objects.get().pk,
        "name": "Ada Lovelace",
        "person": ada.pk,
        "organisation": body.pk,
        "organisation_name": "Fair Chips",
        "role": "rapporteur",
        "group": "civil_society",
    }
    assert client.delete(f"{address}/{shown['id']}", **member).status_code == 403
    assert client.delete(f"{address}/{shown['id']}", **chair).json()["speakers"] == []
    assert client.delete(f"{address}/{shown['id']}", **chair).status_code == 404
