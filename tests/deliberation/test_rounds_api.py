"""Rounds for programs: the same rules as on the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.deliberation.actions.close_round import close_round
from ict4society.deliberation.actions.compute_result import compute_result
from ict4society.deliberation.models import Statement, Vote
from ict4society.foundation.actors import Actor
from tests.deliberation.rounds import a_round, delegate
from tests.people.factory import person

pytestmark = pytest.mark.django_db
BASE = "/api/v1/deliberation/rounds"


class Api:
    """A client with a token."""

    def __init__(self, user: User, scopes: tuple[str, ...] = ("read", "write")) -> None:
        _token, raw = create_token(actor=Actor(user), label="test", scopes=scopes, expires_at=None)
        self.headers = {"authorization": f"Bearer {raw}"}
        self.client = Client()

    def get(self, path: str) -> Any:
        return self.client.get(BASE + path, headers=self.headers)

    def put(self, path: str, body: dict[str, Any]) -> Any:
        return self.client.put(BASE + path, body, content_type="application/json", headers=self.headers)

    def post(self, path: str, body: dict[str, Any], key: str = "") -> Any:
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        return self.client.post(BASE + path, body, content_type="application/json", headers=headers)


def test_visitors_read() -> None:
    setting, draft = a_round(2), a_round(1, opened=False, title="Draft")
    client = Client()
    listed = client.get(BASE).json()["items"]
    assert [row["slug"] for row in listed] == [setting.round.slug]
    assert client.get(f"{BASE}/{setting.round.slug}").json()["statements"] == 2
    assert client.get(f"{BASE}/{draft.round.slug}").status_code == 404
    assert [row["number"] for row in client.get(f"{BASE}/{setting.round.slug}/statements").json()["items"]] == [1, 2]
    assert client.get(f"{BASE}/{setting.round.slug}/statements/2").json()["text"] == setting.statements[1].text
    assert client.get(f"{BASE}/{setting.round.slug}/statements/1/result").status_code == 403
    assert client.get(f"{BASE}/{setting.round.slug}/result").status_code == 403
    assert client.get(f"{BASE}/{setting.round.slug}/next").status_code == 401


def test_positions() -> None:
    setting = a_round(2)
    user, body = delegate()
    api = Api(user)
    slug = setting.round.slug
    seen = set()
    for _ in range(2):
        number = api.get(f"/{slug}/next?organisation={body.pk}").json()["number"]
        seen.add(number)
        answer = api.put(f"/{slug}/statements/{number}/position", {"position": "agree", "organisation": body.pk})
        assert answer.json() == {"statement": number, "position": "agree", "previous": None}
    assert seen == {1, 2}
    assert api.get(f"/{slug}/next?organisation={body.pk}").status_code == 204
    again = api.put(f"/{slug}/statements/1/position", {"position": "pass", "organisation": body.pk})
    assert again.json()["previous"] == "agree"
    compute_result(setting.round.pk)
    assert api.get(f"/{slug}/statements/1/result").json()["overall"]["pass"] == 1
    assert Vote.objects.count() == 2


@pytest.mark.parametrize(
    ("body", "status"),
    [({"position": "maybe"}, 422), ({}, 422), ({"position": "agree", "organisation": 99_999}, 422)],
)
def test_positions_that_are_refused(body: dict[str, Any], status: int) -> None:
    setting = a_round(1)
    answer = Api(person()).put(f"/{setting.round.slug}/statements/1/position", body)
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/problem+json")


def test_a_closed_round_and_a_token_that_only_reads() -> None:
    setting = a_round(1)
    path = f"/{setting.round.slug}/statements/1/position"
    assert Api(person(), ("read",)).put(path, {"position": "agree"}).status_code == 403
    close_round(actor=Actor(setting.facilitator), round_=setting.round)
    refused = Api(person()).put(path, {"position": "agree"})
    assert refused.status_code == 422
    assert "closed" in refused.json()["detail"]
    compute_result(setting.round.pk)
    assert Client().get(f"{BASE}/{setting.round.slug}/result").json()["round"] == setting.round.slug


def test_statements_are_made_once_per_key() -> None:
    setting = a_round(1)
    api = Api(person())
    path = f"/{setting.round.slug}/statements"
    body = {"text": "Cables must be interchangeable everywhere"}
    answers = [api.post(path, body, key="once-upon-a-time") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["state"] == "proposed"
    assert Statement.objects.count() == 2
    assert api.post(path, {"text": "Energy counts in case 1 too"}).status_code == 422
    assert api.post(path, {"text": "x" * 281}).status_code == 422
