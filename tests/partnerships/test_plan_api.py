"""Milestones, agreements and the outcome for programs: the same rules as the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.partnerships.models import Call
from ict4society.topics.models import Topic
from tests.partnerships.conftest import other
from tests.people import factory

ROOT = "/api/v1/partnerships"
JSON: dict[str, Any] = {"content_type": "application/json"}
REFUSED = (403, 422)
"""Without the right, or without the mandate that it needs."""


def token(user: User) -> dict[str, str]:
    _token, raw = create_token(actor=Actor(user), label="test", scopes=["read", "write"], expires_at=None)
    return {"HTTP_AUTHORIZATION": f"Bearer {raw}"}


def test_a_partnership_is_run_by_programs(look: Callable[..., Call], author: User, client: Client) -> None:
    call, ngo, stranger = look(), other(), other("academia")
    own, partner, outside = token(author), token(ngo.user), token(stranger.user)
    root = f"/api/v1/partnerships/calls/{call.pk}"
    said = {"message": "We repair.", "offers": ["expertise"], "organisation": ngo.organisation_id}
    first = client.post(f"{root}/interests", said, **JSON, **partner).json()
    assert client.post(f"{root}/interests/{first['id']}/withdraw", **own).status_code in REFUSED
    assert client.post(f"{root}/interests/{first['id']}/withdraw", **partner).json()["state"] == "withdrawn"
    second = client.post(f"{root}/interests", said, **JSON, **partner)
    assert second.status_code == 201, second.content
    answer = f"{root}/interests/{second.json()['id']}/answer"
    assert client.post(answer, {"decision": "accept"}, **JSON, **own).status_code == 200
    assert client.post(f"{root}/begin", **own).json()["state"] == "under_way"

    step = {"title": "Ten cafés", "due": "2030-06-30"}
    assert client.post(f"{root}/milestones", step, **JSON, **outside).status_code in REFUSED
    made = client.post(f"{root}/milestones", step, **JSON, **partner)
    assert made.status_code == 201, made.content
    milestone = f"{root}/milestones/{made.json()['id']}"
    assert client.put(milestone, {"state": "flown"}, **JSON, **partner).status_code == 422
    moved = client.put(milestone, {"state": "reached", "evidence_url": "https://example.org/x"}, **JSON, **partner)
    assert moved.json()["state"] == "reached"

    def paper() -> dict[str, Any]:
        return {"title": "Who pays what", "file": SimpleUploadedFile("deal.txt", b"Half and half.")}

    assert client.post(f"{root}/agreements", paper(), **outside).status_code in REFUSED
    deal = client.post(f"{root}/agreements", paper(), **own)
    assert deal.status_code == 201, deal.content
    assert (deal.json()["public"], deal.json()["files"][0]["name"]) == (False, "deal.txt")
    assert [client.get(f"{root}/agreements", **who).json()["items"] == [] for who in (outside, partner)] == [
        True,
        False,
    ]
    publish = f"{root}/agreements/{deal.json()['id']}/publish"
    assert client.post(publish, {"public": True}, **JSON, **outside).status_code == 404
    assert client.post(publish, {"public": True}, **JSON, **partner).json()["public"] is True
    assert len(client.get(f"{root}/agreements").json()["items"]) == 1

    assert client.post(f"{root}/close", {"outcome": ""}, **JSON, **partner).status_code == 422
    assert client.post(f"{root}/close", {"outcome": "Ten."}, **JSON, **outside).status_code in REFUSED
    closed = client.post(f"{root}/close", {"outcome": "Ten cafés run."}, **JSON, **partner).json()
    assert (closed["state"], closed["outcome"]) == ("completed", "Ten cafés run.")
    assert closed["milestones"][0]["state"] == "reached"


def test_matches_say_why(look: Callable[..., Call], author: User, area: Topic, client: Client) -> None:
    """For a call everybody reads what fits it; one's own matches need a token; what does not fit is not there."""
    call, seeker = look(groups=("civil_society",)), other("civil_society")
    mine = look("We repair", actor=seeker, needs=("pilot",), offers=("expertise",), languages=("fr",))
    draft = look("Not open", draft=True)
    (found,) = client.get(f"{ROOT}/calls/{mine.pk}/matches").json()
    assert found["call"]["id"] == call.pk
    assert {each["kind"] for each in found["reasons"]} >= {"need", "offer", "topic", "group", "language"}
    assert any("They need what you offer" in each["text"] for each in found["reasons"])
    assert found["score"] == 3 + 3 + 2 + 1 + 1
    own = client.get(f"{ROOT}/matches", **token(seeker.user)).json()
    assert [each["call"]["id"] for each in own] == [call.pk]
    assert client.get(f"{ROOT}/matches").status_code == 401
    assert client.get(f"{ROOT}/matches", **token(factory.person())).json() == [], "without a mandate nothing fits"
    assert client.get(f"{ROOT}/calls/{draft.pk}/matches").status_code == 404
    assert client.get(f"{ROOT}/calls/{draft.pk}/matches", **token(author)).json() == []
    assert client.get(f"{ROOT}/calls/999999999/matches").status_code == 404
