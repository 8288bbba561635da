"""The list with its facets, feed, panels, and the interface for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.organisations.models import Organisation
from ict4society.practices.models import Practice
from ict4society.practices.queries import PracticeFilter, faceted
from ict4society.practices.states import CRITERIA
from ict4society.topics.models import Topic
from tests.people import factory
from tests.practices.conftest import REASON, judge, peer

Write = Callable[..., Practice]
QUERIES_OF_VISITORS = 4
QUERIES_OF_MEMBERS = 9


def test_facets_count_what_each_value_would_leave(write: Write, area: Topic) -> None:
    issue, other = factory.topic("footprint", parent=area), factory.topic("ethics")
    union = peer("trade_union")
    write("In the area")
    write("Below it", topic=issue, cost_class="below_10k")
    write("Elsewhere", topic=other, second_topic=issue, dimension=factory.dimension("planet"))
    write("A union's", topic=other, actor=union, language="fr")
    write("A draft", draft=True)
    visitor = AnonymousUser()
    found, counts = faceted(visitor, PracticeFilter(topic="environment"))
    assert len(found) == 3
    assert counts["topic"] == {"environment": 3, "footprint": 2, "ethics": 2}
    assert counts["group"] == {"enterprise": 3}
    html = Client().get("/practices/", {"topic": "environment", "cost": "below_10k"}).text
    assert "Below it" in html
    assert "In the area" not in html
    assert "environment" in html
    assert ">Trade union (" not in html
    assert "Remove all filters" in html
    wrong = {"topic": "<x>", "country": "??", "page": "-3", "state": "draft"}
    assert Client().get("/practices/", wrong).status_code == 200
    part = Client().get("/practices/", {"page": "999"}, HTTP_HX_REQUEST="true").text
    assert part.lstrip().startswith('<div id="practices"')
    assert "A draft" not in part


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_many(
    write: Write, author: User, django_assert_num_queries: Any, many: int
) -> None:
    for number in range(many):
        practice = write(f"Practice {number}")
        judge(practice, peer("academia"))
        write(f"Draft {number}", draft=True)
    client = Client()
    client.get("/practices/")
    with django_assert_num_queries(QUERIES_OF_VISITORS):
        client.get("/practices/")
    client.force_login(author)
    with django_assert_num_queries(QUERIES_OF_MEMBERS):
        client.get("/practices/")


def test_feed_panels_and_criteria(write: Write, firm: Organisation, area: Topic) -> None:
    practice, draft = write(), write("A draft", draft=True)
    feed = Client().get("/practices/feed/")
    for page in (feed, Client().get(f"/topics/{area.slug}/"), Client().get(f"/organisations/{firm.slug}/")):
        assert practice.title in page.text
        assert draft.title not in page.text
    assert "Nobody reviews their own organisation" in Client().get("/practices/criteria/").text


def test_programs_walk_the_same_way(write: Write, author: User, firm: Organisation, area: Topic) -> None:
    def token(user: User) -> dict[str, str]:
        _token, raw = create_token(actor=Actor(user), label="test", scopes=["read", "write"], expires_at=None)
        return {"HTTP_AUTHORIZATION": f"Bearer {raw}"}

    client, own = Client(), token(author)
    root, json = "/api/v1/practices/practices", {"content_type": "application/json"}
    body = {
        **{name: f"Some {name}." for name in ("title", "summary", "problem", "approach", "results", "transfer")},
        "topic": "environment",
        "organisation": firm.pk,
        "evidence": [{"url": "https://example.org", "title": "x"}],
        "language": "en",
    }
    made = client.post(root, body, **json, **own)
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    address = f"{root}/{made.json()['id']}"
    assert client.get(address).status_code == 404
    assert client.post(root, {**body, "second_topic": "none", "organisation": 0}, **json, **own).status_code == 422
    edit = {**body, "results": "51 %.", "revision": 1}
    assert client.put(address, edit, **json, **own).json()["revision"] == 2
    assert client.put(address, edit, **json, **own).status_code == 409
    assert client.post(f"{address}/submit", **own).json()["state"] == "in_review"
    reviewer = peer("academia")
    review = {
        "revision": 2,
        "verdict": "recognise",
        "marks": dict.fromkeys(CRITERIA, "partly"),
        "reason": REASON,
        "organisation": reviewer.organisation.pk,
    }
    assert client.post(f"{address}/reviews", review, **json, **own).status_code in (403, 422)
    theirs = token(reviewer.user)
    assert client.post(f"{address}/reviews", {**review, "marks": {}}, **json, **theirs).status_code == 422
    assert client.post(f"{address}/reviews", review, **json, **theirs).status_code == 201
    assert client.get(f"{address}/reviews").json()["items"][0]["marks"]["results"] == "partly"
    adoption = {"done": "We did the same.", "organisation": reviewer.organisation.pk}
    assert client.post(f"{address}/adoptions", adoption, **json, **theirs).status_code == 201
    assert len(client.get(f"{address}/adoptions").json()["items"]) == 1
    assert len(client.get(root, {"topic": "environment"}).json()["items"]) == 1
    assert client.get(root, {"topic": "nothing"}).json()["items"] == []
    assert client.post(f"{address}/withdraw", {"reason": "Over."}, **json, **own).json()["state"] == "withdrawn"
