"""The list of threads, its filters, feeds and the panel on a topic's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from ict4society.accounts.models import User
from ict4society.discussions.actions.conclude_thread import conclude_thread
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.actions.withdraw_post import withdraw_post
from ict4society.discussions.models import Post, Thread
from ict4society.discussions.panels import threads_panel
from ict4society.discussions.queries import similar_threads
from ict4society.foundation.actors import Actor
from ict4society.foundation.panels import filled
from ict4society.topics.models import Topic
from tests.people import factory

Write = Callable[..., Post]
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def test_filters_and_order(thread: Thread, facilitator: User, area: Topic, client: Client, write: Write) -> None:
    issue = factory.topic("footprint", parent=area)
    french = open_thread(actor=Actor(facilitator), title="Sobriété", topic=issue, language="fr")
    conclude_thread(actor=Actor(facilitator), thread=french, text="Fini.")
    html = client.get("/discussions/").text
    assert html.index(french.title) < html.index("measure the energy")
    write()
    html = client.get("/discussions/").text
    assert html.index(french.title) > html.index("measure the energy")
    for query, shown in (
        ({"language": "fr"}, {"fr"}),
        ({"topic": "footprint"}, {"fr"}),
        ({"topic": "environment"}, {"fr", "en"}),
        ({"state": "open"}, {"en"}),
        ({"state": "nonsense", "language": "<", "sort": "?", "page": "x"}, {"fr", "en"}),
    ):
        html = client.get("/discussions/", query).text
        assert {code for code, title in (("fr", french.title), ("en", "measure the energy")) if title in html} == shown
    part = client.get("/discussions/", {"sort": "posts"}, HTTP_HX_REQUEST="true").text
    assert part.lstrip().startswith('<div id="threads"')


@pytest.mark.parametrize("many", [1, 45])
def test_the_list_costs_the_same_for_one_and_for_many(
    thread: Thread, facilitator: User, client: Client, django_assert_num_queries: Any, many: int
) -> None:
    for number in range(many - 1):
        open_thread(actor=Actor(facilitator), title=f"Thread {number}", topic=thread.topic, language="en")
    client.force_login(factory.person())
    client.get("/discussions/")
    with django_assert_num_queries(7):
        client.get("/discussions/")


def test_pages_of_the_list(thread: Thread, facilitator: User, client: Client) -> None:
    for number in range(25):
        open_thread(actor=Actor(facilitator), title=f"Thread {number}", topic=thread.topic, language="en")
    first, second = (client.get("/discussions/", {"page": page}).text for page in ("1", "2"))
    assert "26 threads" in first
    assert "Page 2 of 2" in second
    assert thread.title in second
    assert client.get("/discussions/", {"page": "99"}).status_code == 200


def test_feeds_show_what_visitors_see(thread: Thread, write: Write, member: User, area: Topic, client: Client) -> None:
    write("A <script>alert(1)</script> post."), write("To be withdrawn.")
    withdraw_post(actor=Actor(member), post=Post.objects.get(number=2))
    for address, titles in (
        ("/discussions/feed/", [thread.title]),
        ("/discussions/feed/topics/environment/", [thread.title]),
        (f"/discussions/{thread.pk}/feed/", [f"#1 · {thread.title}"]),
    ):
        response = client.get(address)
        assert response["Content-Type"].startswith("application/atom+xml")
        feed = ElementTree.fromstring(response.content)
        assert [entry.text for entry in feed.findall("atom:entry/atom:title", ATOM)] == titles
    assert client.get("/discussions/feed/topics/unknown/").status_code == 404


def test_the_panel_of_an_area_includes_its_issues(thread: Thread, facilitator: User, area: Topic) -> None:
    issue = factory.topic("footprint", parent=area)
    open_thread(actor=Actor(facilitator), title="Below", topic=issue, language="en")
    (panel,) = filled([threads_panel(area, AnonymousUser())])
    assert (panel.count, panel.items[0].title) == (2, "Below")
    assert [panel.count for panel in filled([threads_panel(issue, AnonymousUser())])] == [1]


def test_similar_titles(thread: Thread) -> None:
    assert similar_threads("How to measure the energy of a service?") == [thread]
    assert similar_threads("Bicycles") == []
