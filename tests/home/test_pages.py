"""The first page and the pages that explain."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from ict4society.agenda.models import Proposal
from ict4society.agenda.states import ProposalState
from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Thread
from ict4society.foundation.actors import Actor
from tests.people.factory import dimension, facilitator, person, topic

pytestmark = pytest.mark.django_db
QUERIES = 3
"""Agenda, candidates, threads, rounds, map (2), dossiers, uptakes."""


def propose(title: str, state: str = ProposalState.OPEN, thread: Thread | None = None) -> Proposal:
    return Proposal.objects.create(
        title=title, topic=topic(), author=person(), state=state, opened_at=timezone.now(), language="en", thread=thread
    )


def fill(number: int) -> None:
    boss = Actor(facilitator())
    dimension("people")
    for count in range(number):
        thread = open_thread(actor=boss, title=f"Thread {count}", topic=topic(), language="en")
        add_post(actor=Actor(person()), thread=thread, text="Words.", language="en")
        propose(f"On agenda {count}", ProposalState.ON_AGENDA, thread)
        propose(f"Candidate {count}")


def test_a_visitor_sees_what_it_is_for_and_what_is_going_on(client):
    fill(1)
    response = client.get("/")
    text = response.content.decode()
    for words in ("standards can take up", "On agenda 0", "Candidate 0", "Thread 0", "The map so far", "Handed on"):
        assert words in text
    assert set(response.page_tags) >= {"home", "agenda", "map", "dossiers"}
    assert len(re.findall("<h1", text)) == 1


def test_an_empty_community_has_a_first_page_too(client):
    text = client.get("/").content.decode()
    assert "The agenda is empty" in text
    assert "No dossier yet" in text


@pytest.mark.parametrize("number", [1, 12])
def test_it_costs_the_same_for_little_and_for_much(client, number, django_assert_num_queries):
    fill(number)
    client.get("/")
    with django_assert_num_queries(QUERIES):
        client.get("/")


def test_nothing_hidden_or_unfinished_is_shown(client):
    fill(1)
    propose("A draft", ProposalState.DRAFT)
    Proposal.objects.filter(title="A draft").update(opened_at=None)
    Thread.objects.update(hidden_at=timezone.now())
    Proposal.objects.filter(title="Candidate 0").update(hidden_at=timezone.now())
    text = client.get("/").content.decode()
    for words in ("A draft", "Thread 0", "On agenda 0", "Candidate 0"):
        assert words not in text


@pytest.mark.parametrize("address", ["/about/", "/accessibility/", "/privacy/", "/licence/", "/data/"])
def test_pages_that_explain(client, settings, address):
    settings.CONTACT_EMAIL = "desk@example.eu"
    response = client.get(address)
    assert response.status_code == 200
    text = response.content.decode()
    assert len(re.findall("<h1", text)) == 1
    if address in ("/accessibility/", "/privacy/"):
        assert "mailto:desk@example.eu" in text
    assert response.page_tags


def test_every_page_leads_to_them(client):
    text = client.get("/").content.decode()
    for address in ("/about/", "/accessibility/", "/privacy/", "/licence/", "/data/", "/moderation/decisions/"):
        assert f'href="{address}"' in text
