"""A program reads a consultation, contributes, comments and supports under the same rules as the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.consultations.models import Answer, Comment
from ict4society.foundation.actors import Actor
from tests.consultations.scene import build
from tests.people import factory

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def token() -> Callable[[User], dict[str, Any]]:
    """The header of a new token of a person."""

    def make(user: User) -> dict[str, Any]:
        _token, raw = create_token(actor=Actor(user), label="test", scopes=["read", "write"], expires_at=None)
        return {"HTTP_AUTHORIZATION": f"Bearer {raw}"}

    return make


def test_the_whole_way(client: Client, token: Callable[[User], dict[str, Any]]) -> None:
    scene = build()
    base = "/api/v1/consultations"
    here = f"{base}/{scene.consultation.slug}"
    [listed] = client.get(f"{base}/?stage=open&topic={scene.topic.slug}").json()["items"]
    assert (listed["slug"], listed["languages"]) == (scene.consultation.slug, ["en", "fr"])
    assert client.get(f"{base}/?stage=final").json()["items"] == []
    assert client.get(here).json()["title"] == "A platform for the community"
    assert [text["language"] for text in client.get(f"{here}/texts").json()] == ["en", "fr"]
    french = client.get(f"{here}/text?language=fr").json()
    assert french["paragraphs"][1]["key"] == "p1"
    asked = {question["key"]: question for question in client.get(f"{here}/questions").json()}
    assert asked["why_not"]["condition_question"] == "needed"

    person = factory.person("Pia Program")
    group = factory.organisation("academia", representative=person)
    mine = token(person)
    answers = {"needed": {"value": "yes"}, "rank": {"value": ["map", "tools"]}, "motto": {"text": "By machine"}}
    draft = client.put(f"{here}/contribution", {"answers": answers, "organisation": group.pk}, JSON, **mine)
    assert (draft.status_code, draft.json()["state"], draft.json()["answers"]) == (200, "draft", {})
    stale = client.put(f"{here}/contribution", {"answers": answers, "organisation": group.pk}, JSON, **mine)
    assert stale.status_code == 409
    body = {
        "answers": answers,
        "organisation": group.pk,
        "submit": True,
        "draft_version": draft.json()["draft_version"],
    }
    done = client.put(f"{here}/contribution", body, JSON, **mine).json()
    assert (done["state"], done["revision"], done["speaker"]["group"]) == ("submitted", 1, "academia")
    assert done["receipt"]
    assert Answer.objects.counted().count() == 3
    assert client.get(f"{here}/contributions/{done['number']}").json()["receipt"] == ""
    read = client.get(f"{here}/contribution?organisation={group.pk}", **mine).json()
    assert read["answers"]["motto"]["text"] == "By machine"
    wrong = {"answers": {"score": {"value": 77}}, "draft_version": 0}
    assert client.put(f"{here}/contribution", wrong, JSON, **mine).status_code == 422
    gone = client.delete(f"{here}/contribution?organisation={group.pk}", **mine).json()
    assert gone["state"] == "withdrawn"
    assert client.put(f"{here}/contribution", body).status_code in (401, 422)


def test_comments_and_support(client: Client, token: Callable[[User], dict[str, Any]]) -> None:
    scene = build()
    here = f"/api/v1/consultations/{scene.consultation.slug}/comments"
    person, other = factory.person(), factory.person()
    mine, theirs = token(person), token(other)
    body = {"paragraph": "p1", "kind": "suggestion", "exact": "one platform", "replacement": "two", "text": "Why not?"}
    made = client.post(here, body, JSON, **mine, HTTP_IDEMPOTENCY_KEY="k" * 32)
    again = client.post(here, body, JSON, **mine, HTTP_IDEMPOTENCY_KEY="k" * 32)
    assert (made.status_code, again.json()["number"]) == (201, made.json()["number"])
    assert Comment.objects.count() == 1
    assert (made.json()["start"], made.json()["exact"]) == (20, "one platform")
    one = f"{here}/1"
    edit = {"revision": 1, "text": "Because.", "replacement": "three"}
    assert client.put(one, edit, JSON, **mine).json()["revision"] == 2
    assert client.put(one, edit, JSON, **mine).status_code == 409
    assert client.put(one, edit | {"revision": 2}, JSON, **theirs).status_code == 403
    wordings = client.get(f"{one}/wordings").json()
    assert [(row["number"], row["replacement"]) for row in wordings] == [(2, "three"), (1, "two")]
    assert client.put(f"{one}/support", {}, JSON, **theirs).json() == {"support": 1}
    assert client.put(f"{one}/support", {}, JSON, **theirs).json() == {"support": 1}
    assert client.put(f"{one}/support", {}, JSON, **mine).status_code == 403
    assert client.delete(f"{one}/support", {}, JSON, **theirs).json() == {"support": 0}
    assert client.get(f"{here}?paragraph=p1&kind=suggestion").json()["items"][0]["text"] == "Because."
    assert client.delete(one, **mine).status_code == 204
    assert client.get(here).json()["items"] == []
    assert client.get(one).status_code == 404
    assert client.get(f"{one}/wordings").status_code == 404
