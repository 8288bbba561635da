"""The search page and its API."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.foundation.actors import Actor
from tests.jobs import run_jobs
from tests.people.factory import facilitator, person, topic

pytestmark = pytest.mark.django_db
QUERIES = 6
"""Topics (2), configurations, kinds with a match, hits, excerpts, counts."""


@pytest.fixture
def thread():
    made = open_thread(
        actor=Actor(facilitator()),
        title="Energy of streaming",
        topic=topic(parent=topic()),
        language="en",
        introduction="How much energy does a film need?",
    )
    run_jobs()
    return made


def posts(thread, number):
    author = Actor(person())
    for _ in range(number):
        add_post(actor=author, thread=thread, text="An energy label.", language="en")
    run_jobs()


def test_a_search_shows_hits_with_the_words_marked(client, thread):
    text = client.get(reverse("search_pages:search"), {"q": "energy"}).content.decode()
    assert f'href="/discussions/{thread.pk}/"' in text
    assert "<mark>energy</mark>" in text
    part = client.get(reverse("search_pages:search"), {"q": "energy"}, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="results">')


@pytest.mark.parametrize("number", [1, 40])
def test_it_costs_the_same_for_one_and_for_many(client, thread, number, django_assert_num_queries):
    posts(thread, number)
    client.get(reverse("search_pages:search"))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("search_pages:search"), {"q": "energy"})


def test_pages_keep_the_question(client, thread):
    posts(thread, 25)
    address = reverse("search_pages:search", query={"q": "energy", "kind": "discussions.post"})
    first = client.get(address).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    assert "kind=discussions.post" in following
    second = client.get(following).content.decode()
    assert second.count("· Energy of streaming</a>") == 5


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": ""},
        {"q": "x" * 5000},
        {"q": "' OR 1=1 --"},
        {"q": "\u202eenergy"},
        {"q": "<script>alert(1)</script>"},
        {"q": "energy", "kind": "nothing", "topic": "x", "language": "xx", "after": "?"},
        {"q": "energy", "after": "WzFlOTk5LDFd"},
        {"q": "energy", "topic": "9" * 30},
    ],
)
def test_no_question_breaks_it(client, thread, query):
    response = client.get(reverse("search_pages:search"), query)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_an_area_stands_for_its_issues(client, thread):
    area = thread.topic.parent
    text = client.get(reverse("search_pages:search"), {"q": "energy", "topic": area.pk}).content.decode()
    assert "Energy of streaming" in text
    text = client.get(reverse("search_pages:search"), {"q": "energy", "topic": topic().pk}).content.decode()
    assert "Nothing found" in text


def test_programs_find_the_same(client, thread):
    posts(thread, 3)
    body = client.get("/api/v1/search/", {"q": "energy", "limit": 2}).json()
    assert len(body["items"]) == 2
    rest = client.get("/api/v1/search/", {"q": "energy", "limit": 2, "cursor": body["next"]}).json()
    assert {item["id"] for item in rest["items"]}.isdisjoint(
        {item["id"] for item in body["items"] if item["kind"] == "discussions.post"}
    )
    area = thread.topic.parent_id
    assert client.get("/api/v1/search/", {"q": "energy", "topic": area}).json()["items"]
    assert client.get("/api/v1/search/").status_code == 422
    assert client.get("/api/v1/search/", {"q": "energy", "cursor": "x"}).status_code == 422
    assert client.get("/api/v1/search/", {"q": "a", "topic": 10**30}).json()["items"] == []


def test_the_header_has_a_search_box(client):
    assert 'action="/search/"' in client.get("/api/v1/docs").content.decode()
