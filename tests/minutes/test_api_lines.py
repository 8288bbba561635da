"""Lines of the minutes for programs: the same rules as the pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.meetings.actions.items import ItemValues, add_item
from ict4society.meetings.models import Meeting
from ict4society.minutes.models import Correction, Line
from tests.minutes.conftest import Take, under_correction
from tests.people import factory

JSON: dict[str, Any] = {"content_type": "application/json"}
ROOT = "/api/v1/minutes"


def key(letter: str) -> dict[str, str]:
    return {"HTTP_IDEMPOTENCY_KEY": letter * 16}


def test_lines_are_taken_changed_put_elsewhere_and_struck(
    client: Client, meeting: Meeting, facilitator: User, participant: User, token: Any
) -> None:
    chair, member = token(facilitator), token(participant)
    item = add_item(actor=Actor(facilitator), meeting=meeting, values=ItemValues(title="Repair"))
    here = f"{ROOT}/meetings/{meeting.pk}/lines"
    body = {"text": "We publish the method.", "kind": "decision"}
    assert client.post(here, body, **JSON).status_code == 401
    assert client.post(here, body, **JSON, **member).status_code == 403
    wrong: tuple[dict[str, Any], ...] = (
        {"text": ""},
        {"text": "x" * 4001},
        {"kind": "rumour"},
        {"kind": "action"},
        {"due_on": "2030-01-01"},
        {"item": 987654321},
        {"speaker": 987654321},
    )
    for change in wrong:
        refused = client.post(here, {**body, **change}, **JSON, **chair)
        assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json"), change
    for _twice in range(2):
        made = client.post(here, {**body, "speaker": participant.pk}, **JSON, **chair, **key("l"))
        assert (made.status_code, made.json()["number"]) == (201, 1)
    line = made.json()
    assert (line["speaker"], line["on_behalf_of"], line["item"]) == ("Petra Participant", "Fair Chips", None)
    one = f"{ROOT}/lines/{line['id']}"
    edit = {**body, "text": "We publish every method.", "item": item.pk, "revision": 1}
    assert client.put(one, edit, **JSON, **member).status_code == 403
    assert client.put(one, {**edit, "text": ""}, **JSON, **chair).status_code == 422
    moved = client.put(one, edit, **JSON, **chair).json()
    assert (moved["number"], moved["item"], moved["revision"], moved["url"]) == (1, "Repair", 2, line["url"])
    assert client.put(one, edit, **JSON, **chair).status_code == 409
    words = [each["text"] for each in client.get(f"{one}/revisions", **chair).json()]
    assert words == ["We publish the method.", "We publish every method."]
    assert client.get(f"{one}/revisions").status_code == 404, "they are still being taken"
    assert client.post(f"{one}/strike", {"reason": "Said twice."}, **JSON, **member).status_code == 403
    assert client.post(f"{one}/strike", {"reason": ""}, **JSON, **chair).status_code == 422
    struck = client.post(f"{one}/strike", {"reason": "Said twice."}, **JSON, **chair).json()
    assert (struck["struck"], struck["text"], struck["number"]) == (True, "", 1)
    assert client.get(f"{one}/revisions", **chair).json() == []
    assert client.post(here, body, **JSON, **chair).json()["number"] == 2, "a number is never given twice"


def test_an_action_is_done_and_is_not_done_after_all(
    client: Client, take: Take, facilitator: User, participant: User, token: Any
) -> None:
    line = take("Send the list.", kind="action", owner=participant)
    one, owner = f"{ROOT}/lines/{line.pk}", token(participant)
    for step, body in (("done", {"note": "Sent."}), ("reopen", {})):
        assert client.post(f"{one}/{step}", body, **JSON).status_code == 401
        assert client.post(f"{one}/{step}", body, **JSON, **token(factory.person())).status_code == 404
        for _twice in range(2):
            answer = client.post(f"{one}/{step}", body, **JSON, **owner)
            assert (answer.status_code, bool(answer.json()["done_at"])) == (200, step == "done")
    assert client.post(f"{one}/done", {"note": "x" * 1001}, **JSON, **owner).status_code == 422
    note = take("Only a note.")
    assert client.post(f"{ROOT}/lines/{note.pk}/done", {}, **JSON, **token(facilitator)).status_code == 409


def test_a_correction_is_asked_for_once(
    client: Client, meeting: Meeting, take: Take, facilitator: User, participant: User, token: Any
) -> None:
    line = take()
    address, member = f"{ROOT}/lines/{line.pk}/corrections", token(participant)
    wish = {"text": "We publish every method.", "reason": "All of them."}
    assert client.post(address, wish, **JSON, **member).status_code == 403, "they are still being taken"
    under_correction(meeting, facilitator)
    assert client.post(address, wish, **JSON, **token(factory.person())).status_code == 403, "was not there"
    assert client.post(address, {"text": ""}, **JSON, **member).status_code == 422
    assert client.post(address, {"text": line.text}, **JSON, **member).status_code == 409, "it says so already"
    for _twice in range(2):
        assert client.post(address, wish, **JSON, **member, **key("c")).status_code == 201
    assert Correction.objects.count() == 1


def test_the_proceedings_say_where_the_minutes_stand(
    client: Client, meeting: Meeting, take: Take, facilitator: User, participant: User, token: Any
) -> None:
    here, chair = f"{ROOT}/meetings/{meeting.pk}", token(facilitator)
    take("Repair pays.", speaker=participant, group="civil_society")
    assert client.get(here).json()["lines"] == 0
    for days in (0.5, 400, 365 * 5000):
        until = {"until": (timezone.now() + timedelta(days=days)).isoformat()}
        assert client.post(f"{here}/corrections/open", until, **JSON, **chair).status_code == 422, days
    ended = under_correction(meeting, facilitator)
    shown = client.get(here).json()
    assert (shown["state"], shown["lines"]) == ("correction", Line.objects.count())
    assert shown["correction_until"][:16] == f"{ended.correction_until:%Y-%m-%dT%H:%M}"
    assert shown["attendance"] == [{"group": "civil_society", "number": 1}]
    assert shown["spoken"] == [{"group": "civil_society", "number": 1}]
    assert client.get(f"{ROOT}/meetings/{10**30}").status_code == 404
