"""The agenda for programs: the same rules as the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from ict4society.accounts.models import User
from ict4society.agenda.models import Proposal
from ict4society.topics.models import Topic
from tests.people import factory

Propose = Callable[..., Proposal]
JSON: dict[str, Any] = {"content_type": "application/json"}
ROOT = "/api/v1/agenda/proposals"
BODY = {"title": "Publish the energy use", "topic": "environment", "text": "Say **how much**.", "language": "en"}


def test_from_a_draft_to_the_agenda(area: Topic, author: User, facilitator: User, client: Client, token: Any) -> None:
    own, other, chair = token(author), token(factory.person()), token(facilitator)
    once = {"HTTP_IDEMPOTENCY_KEY": "k" * 16}
    made = client.post(ROOT, {**BODY, "open": False}, **JSON, **own, **once)
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    assert client.post(ROOT, {**BODY, "open": False}, **JSON, **own, **once).json()["id"] == made.json()["id"]
    address = f"{ROOT}/{made.json()['id']}"
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/open", **other).status_code == 404
    assert client.post(f"{address}/open", **own).json()["state"] == "open"
    edit = {**BODY, "text": "Say how.", "revision": 1}
    assert client.put(address, edit, **JSON, **own).json()["revision"] == 2
    assert client.put(address, edit, **JSON, **own).status_code == 409
    for _twice in range(2):
        assert client.post(f"{address}/support", {}, **JSON, **other).json()["left"] == 4
    assert client.get(f"{address}/standing").json()["supporters"] == 1
    assert client.delete(f"{address}/support", **other).json()["left"] == 5
    assert client.get("/api/v1/agenda/budget", **other).json()["total"] == 5
    assert client.post(f"{address}/accept", {"reason": "Yes."}, **JSON, **other).status_code == 403
    assert client.post(f"{address}/accept", {}, **JSON, **chair).status_code == 422
    accepted = client.post(f"{address}/accept", {"reason": "Yes."}, **JSON, **chair).json()
    assert accepted["state"] == "on_agenda"
    assert client.get(f"/api/v1/discussions/threads/{accepted['thread']}").json()["title"] == BODY["title"]
    assert client.post(f"{address}/withdraw", {}, **JSON, **own).status_code in (403, 409)


def test_declining_opening_again_and_merging(propose: Propose, facilitator: User, client: Client, token: Any) -> None:
    first, second, chair = propose("First of two"), propose("Second of two"), token(facilitator)
    address = f"{ROOT}/{first.pk}"
    assert client.post(f"{address}/decline", {"reason": ""}, **JSON, **chair).status_code == 422
    assert client.post(f"{address}/decline", {"reason": "No."}, **JSON, **chair).json()["reason"] == "No."
    assert client.post(f"{address}/reopen", {}, **JSON, **chair).json()["state"] == "open"
    assert client.post(f"{address}/merge", {"into": first.pk}, **JSON, **chair).status_code == 422
    merged = client.post(f"{address}/merge", {"into": second.pk, "reason": "Same."}, **JSON, **chair).json()
    assert (merged["state"], merged["merged_into"]) == ("merged", second.pk)
    listed = client.get(ROOT, {"state": "open"}).json()["items"]
    assert [each["id"] for each in listed] == [second.pk]


def test_wrong_input_is_a_problem(area: Topic, author: User, client: Client, token: Any) -> None:
    headers = token(author)
    wrong = ({"title": ""}, {"topic": "unknown"}, {"text": "x" * 10_001}, {"organisation": 99})
    for change in wrong:
        refused = client.post(ROOT, {**BODY, **change}, **JSON, **headers)
        assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")
    assert not Proposal.objects.exists()
    assert client.post(ROOT, BODY, **JSON).status_code == 401
    assert client.get(f"{ROOT}/{10**30}").status_code == 404
    assert client.get(ROOT, {"topic": "unknown"}).status_code == 404
