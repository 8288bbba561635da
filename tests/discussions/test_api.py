"""Discussions for programs: the same rules as the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from ict4society.accounts.models import User
from ict4society.discussions.actions.hide_post import hide_post
from ict4society.discussions.models import Post, Thread
from ict4society.foundation.actors import Actor
from tests.people import factory

Write = Callable[..., Post]
JSON: dict[str, Any] = {"content_type": "application/json"}


def test_a_visitor_reads(thread: Thread, write: Write, client: Client) -> None:
    write("First."), write("Second.")
    hide_post(actor=Actor(factory.person(is_moderator=True)), post=Post.objects.get(number=1), reason="Spam.")
    (listed,) = client.get("/api/v1/discussions/threads").json()["items"]
    assert (listed["id"], listed["posts"]) == (thread.pk, 1)
    detail = client.get(f"/api/v1/discussions/threads/{thread.pk}").json()
    assert detail["introduction"] == "What do **you** count?"
    posts = client.get(f"/api/v1/discussions/threads/{thread.pk}/posts").json()["items"]
    assert [post["text"] for post in posts] == ["Second."]
    assert client.post(f"/api/v1/discussions/threads/{thread.pk}/posts", {"text": "x"}, **JSON).status_code == 401


def test_a_member_writes_edits_and_withdraws(thread: Thread, member: User, client: Client, token: Any) -> None:
    address, headers = f"/api/v1/discussions/threads/{thread.pk}/posts", token(member)
    once = {"HTTP_IDEMPOTENCY_KEY": "k" * 16}
    made = client.post(address, {"text": "By a *program*."}, **JSON, **headers, **once)
    assert made.status_code == 201
    again = client.post(address, {"text": "By a *program*."}, **JSON, **headers, **once)
    assert again.json()["id"] == made.json()["id"]
    reply = client.post(address, {"text": "An answer.", "parent": made.json()["id"]}, **JSON, **headers)
    assert reply.json()["parent"] == made.json()["id"]
    post = f"/api/v1/discussions/posts/{made.json()['id']}"
    edit = {"revision": 1, "text": "Edited.", "language": "en", "reason": "A slip"}
    assert client.put(post, edit, **JSON, **headers).json()["revision"] == 2
    stale = client.put(post, edit, **JSON, **headers)
    assert (stale.status_code, stale["Content-Type"]) == (409, "application/problem+json")
    history = client.get(f"{post}/history").json()
    assert [revision["text"] for revision in history] == ["Edited.", "By a *program*."]
    assert client.delete(post, **headers).json()["text"] is None
    assert client.get(post).json()["withdrawn"] is True
    assert client.get(f"{post}/history").status_code == 403


def test_wrong_input_is_a_problem(thread: Thread, member: User, write: Write, client: Client, token: Any) -> None:
    address, headers = f"/api/v1/discussions/threads/{thread.pk}/posts", token(member)
    for body in ({"text": ""}, {"text": "x" * 20_001}, {"text": "a\u202eb"}, {"text": "x", "organisation": 99}, {}):
        refused = client.post(address, body, **JSON, **headers)
        assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")
    assert client.post(address, {"text": "x", "parent": 999_999}, **JSON, **headers).status_code == 404
    others = write(actor=Actor(factory.person()))
    edit = {"revision": 1, "text": "Not mine.", "language": "en"}
    assert client.put(f"/api/v1/discussions/posts/{others.pk}", edit, **JSON, **headers).status_code == 403
    assert client.get("/api/v1/discussions/threads/999999").status_code == 404
    assert client.get(f"/api/v1/discussions/threads/{10**30}").status_code == 404
