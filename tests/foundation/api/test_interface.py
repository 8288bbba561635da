"""What every operation of the programming interface shares: tokens, problems, paging, idempotency, its document."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from ict4society.foundation.api import tokens
from ict4society.foundation.events.models import EventRecord
from tests.people.factory import person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.api.urls")]
ROOT = "/api/test/records/"


@pytest.fixture(autouse=True)
def _people_with_tokens(monkeypatch):
    owner = person("Ada")
    known = {"reader": (owner, {"read"}), "writer": (owner, {"read", "write"})}
    monkeypatch.setattr(tokens, "_authenticators", [known.get])


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def post(client: Client, body: object, token: str = "writer", **headers: str):
    raw = body if isinstance(body, bytes) else json.dumps(body)
    return client.post(ROOT, raw, content_type="application/json", headers={**bearer(token), **headers})


def is_problem(response, status: int) -> dict:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert body["status"] == status
    assert body["title"]
    return body


def test_visitors_read_where_the_token_is_optional(client):
    assert client.get(ROOT).json() == {"items": [], "next": None}


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer ", "Basic cmVhZGVy", "reader", "Bearer " + "x" * 500])
def test_a_bad_token_is_refused_even_where_none_is_needed(client, header):
    response = client.get(ROOT, headers={"authorization": header})
    is_problem(response, 401)
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_session_counts_for_nothing(client):
    client.force_login(person())
    is_problem(client.post(ROOT, "{}", content_type="application/json"), 401)


def test_a_token_without_the_scope_is_refused(client):
    response = post(client, {"name": "a"}, token="reader")
    assert "write" in is_problem(response, 403)["detail"]
    assert 'error="insufficient_scope"' in response["WWW-Authenticate"]


def test_each_fault_is_named_by_a_pointer(client):
    errors = is_problem(post(client, {"count": "many"}), 422)["errors"]
    assert {error["pointer"] for error in errors} == {"#/name", "#/count"}
    assert {error["in"] for error in errors} == {"body"}


def test_the_forms_of_the_pages_judge_too(client):
    assert is_problem(post(client, {"name": "x" * 11}), 422)["errors"][0]["pointer"] == "#/name"
    assert is_problem(post(client, {"name": "a\u202eb"}), 422)["errors"][0]["pointer"] == "#/name"
    assert EventRecord.objects.count() == 0


@pytest.mark.parametrize("body", [b"{", b'{"name": "\\u0000"}', b'{"name": "\\ud800"}', b"\xff"])
def test_bodies_that_cannot_be_read_or_stored_are_refused(client, body):
    is_problem(post(client, body), 400)


@pytest.mark.parametrize(
    ("kind", "status"), [("forbidden", 403), ("refused", 422), ("conflict", 409), ("missing", 404)]
)
def test_refusals_become_problems(client, kind, status):
    body = is_problem(client.get(f"{ROOT}refusals/{kind}", headers=bearer("reader")), status)
    assert body["detail"] == ("There is nothing here." if kind == "missing" else "because of that")


def test_our_own_mistakes_are_logged_and_answered_as_problems(client):
    client.raise_request_exception = False
    body = is_problem(client.get(f"{ROOT}refusals/mistake", headers=bearer("reader")), 500)
    assert "because of that" not in json.dumps(body)


def test_unknown_addresses_and_wrong_methods_are_problems(client):
    is_problem(client.get("/api/test/nothing"), 404)
    is_problem(client.get("/api/elsewhere/"), 404)
    response = client.delete(ROOT)
    is_problem(response, 405)
    assert set(response["Allow"].split(", ")) == {"GET", "POST"}
    is_problem(client.get(ROOT + "?cursor=%00"), 400)


def test_pages_meet_each_row_once_while_rows_are_added(client):
    made = [EventRecord.objects.create(name=f"n{number}", payload={}).pk for number in range(7)]
    seen, cursor = [], None
    while True:
        body = client.get(ROOT, {"limit": 3, **({"cursor": cursor} if cursor else {})}).json()
        seen += [item["id"] for item in body["items"]]
        EventRecord.objects.create(name="late", payload={})
        cursor = body["next"]
        if cursor is None:
            break
    assert seen == made[::-1]


@pytest.mark.parametrize("cursor", ["?", "bm90IGpzb24", "WzFd", "WzEsMl0", "W251bGwsbnVsbF0", "W1tdLHt9XQ", "é"])
def test_a_cursor_of_another_list_is_refused(client, cursor):
    assert is_problem(client.get(ROOT, {"cursor": cursor}), 422)["errors"][0]["pointer"] == "#/cursor"


@pytest.mark.parametrize("limit", ["0", "101", "x", "-1"])
def test_the_limit_is_bounded(client, limit):
    assert is_problem(client.get(ROOT, {"limit": limit}), 422)["errors"][0] | {"detail": ""} == {
        "in": "query",
        "pointer": "#/limit",
        "detail": "",
    }


def test_the_same_key_makes_one_thing(client):
    key = {"Idempotency-Key": "0123456789abcdef"}
    first, second = post(client, {"name": "a"}, **key), post(client, {"name": "a"}, **key)
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert EventRecord.objects.count() == 1
    is_problem(post(client, {"name": "a"}, **{"Idempotency-Key": "no"}), 400)


def test_the_document_says_who_may_call_and_what_goes_wrong(client):
    document = client.get("/api/test/openapi.json").json()
    listing = document["paths"]["/api/test/records/"]["get"]
    adding = document["paths"]["/api/test/records/"]["post"]
    assert listing["security"] == [{}, {"PersonalToken": []}]
    assert adding["security"] == [{"PersonalToken": []}]
    assert [p["name"] for p in adding["parameters"]] == ["Idempotency-Key"]
    assert "application/problem+json" in listing["responses"]["default"]["content"]
    assert document["components"]["securitySchemes"]["PersonalToken"]["scheme"] == "bearer"


def test_the_reference_page_shows_every_operation(client):
    text = client.get("/api/test/docs").content.decode()
    operations = ("GET /api/test/records/", "POST /api/test/records/")
    for expected in (*operations, "Idempotency-Key", "What happened.", "scope: write", "open to visitors"):
        assert expected in text


def test_the_real_interface_starts_and_is_documented(client):
    start = client.get("/api/v1/").json()
    assert start["document"].endswith("/api/v1/openapi.json")
    assert client.get("/api/v1/openapi.json").json()["openapi"].startswith("3.")
    assert client.get("/api/v1/docs").status_code == 200
