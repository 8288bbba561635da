"""What became of it: every step upward that the reader may see, at a price that does not grow with what was made."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.trail import trail
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.actions.cite_evidence import add_evidence
from ict4society.knowledge_map.actions.create import create_element
from ict4society.knowledge_map.actions.publish import publish_element
from ict4society.knowledge_map.models import Element
from tests.people.factory import facilitator, person, topic

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()
MOST_QUERIES = 12


@pytest.fixture
def boss():
    return Actor(facilitator())


@pytest.fixture
def thread(boss):
    return open_thread(actor=boss, title="Cold air", topic=topic(), language="en")


def cited_element(boss, post, title="Servers need less cooling") -> Element:
    element = create_element(actor=boss, kind="finding", title=title, text="", language="en")
    add_evidence(
        actor=boss, element=element, source=Ref("discussions.post", post.pk), exact="warm air", stance="supports"
    )
    return publish_element(actor=boss, element=element, unplaced=True)


def write(thread):
    return add_post(actor=Actor(person()), thread=thread, text="We run on warm air.", language="en")


def test_from_a_thread_over_its_used_posts_to_the_elements(boss, thread):
    used, unused = write(thread), write(thread)
    element = cited_element(boss, used)
    hops = [(hop.depth, hop.source, hop.target.ref) for hop in trail(Ref("discussions.thread", thread.pk), VISITOR)]
    post = Ref("discussions.post", used.pk)
    assert hops == [
        (1, Ref("discussions.thread", thread.pk), post),
        (2, post, Ref("knowledge_map.element", element.pk)),
    ]
    assert trail(Ref("discussions.post", unused.pk), VISITOR) == []


def test_what_the_reader_may_not_see_ends_its_branch(boss, thread):
    post = write(thread)
    element = cited_element(boss, post)
    Element.objects.filter(pk=element.pk).update(hidden_at=timezone.now())
    ref = Ref("discussions.post", post.pk)
    assert trail(ref, VISITOR) == []
    assert [hop.target.ref.id for hop in trail(ref, person(is_moderator=True))] == [element.pk]


@pytest.mark.parametrize("kind", ["discussions.thread", "discussions.post"])
def test_the_price_depends_on_kinds_not_on_numbers(client, boss, thread, kind):
    def queries() -> int:
        ref = Ref(kind, thread.pk if kind == "discussions.thread" else post.pk)
        with CaptureQueriesContext(
            connection,
        ) as counted:
            client.get(reverse("citations:trail", args=[ref.kind, ref.id]))
        return len(counted)

    post = write(thread)
    cited_element(boss, post)
    queries()
    one = queries()
    for number in range(12):
        cited_element(boss, post if kind == "discussions.post" else write(thread), f"Element {number}")
    assert queries() == one <= MOST_QUERIES


def test_the_page_names_every_step(client, boss, thread):
    post = write(thread)
    cited_element(boss, post)
    text = client.get(reverse("citations:trail", args=["discussions.post", post.pk])).content.decode()
    assert "Servers need less cooling" in text
    assert "supports" in text
    other = write(thread)
    text = client.get(reverse("citations:trail", args=["discussions.post", other.pk])).content.decode()
    assert "Nothing has become of it yet" in text
    for wrong in ("discussions.post/99999999", "nothing.known/1", "discussions.post/999999999999999999999"):
        assert client.get(f"/trail/{wrong}/").status_code == 404


def test_programs_get_the_same(client, boss, thread):
    post = write(thread)
    element = cited_element(boss, post)
    body = client.get(f"/api/v1/trail/discussions.post/{post.pk}").json()
    assert body["start"]["kind"] == "discussions.post"
    (hop,) = body["hops"]
    assert hop["target"]["id"] == element.pk
    assert hop["target"]["url"].startswith("http://testserver/")
    assert client.get("/api/v1/trail/nothing.known/1").status_code == 404
