"""The agenda's page: ranking, filters, constant queries, feed; who sees what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from ict4society.accounts.models import User
from ict4society.agenda.actions.decide import accept_proposal, decline_proposal
from ict4society.agenda.actions.edit import edit_proposal
from ict4society.agenda.actions.hide import hide_proposal, restore_proposal
from ict4society.agenda.actions.support import support_proposal
from ict4society.agenda.citable import proposal_passage
from ict4society.agenda.models import Proposal
from ict4society.agenda.panels import proposals_panel
from ict4society.agenda.policies import can_view_proposal, proposals_visible_to
from ict4society.agenda.search import proposal_document
from ict4society.foundation.actors import Actor
from ict4society.foundation.panels import filled
from ict4society.foundation.policy import Forbidden
from ict4society.topics.models import Topic
from tests.agenda.conftest import supporters
from tests.people import factory

Propose = Callable[..., Proposal]
LIST_QUERIES_OF_MEMBERS = 10
LIST_QUERIES_OF_VISITORS = 5


def test_broad_support_comes_first_and_the_numbers_are_shown(propose: Propose, client: Client) -> None:
    narrow, broad = propose("One group cheers for this"), propose("All groups want this")
    for actor in supporters("enterprise", each=4):
        support_proposal(actor=actor, proposal=narrow)
    for actor in supporters("enterprise", "academia", "consumers"):
        support_proposal(actor=actor, proposal=broad)
    html = client.get("/agenda/").text
    assert html.index(broad.title) < html.index(narrow.title)
    assert "Passed the gate" in html
    assert "WilsonLower" in html
    assert "1.645" in html
    recent = client.get("/agenda/", {"sort": "recent"}).text
    assert recent.index(broad.title) < recent.index(narrow.title)


def test_filters(propose: Propose, facilitator: User, client: Client, area: Topic) -> None:
    issue = factory.topic("footprint", parent=area)
    here, elsewhere = propose("Below the area", topic=issue), propose("In another area", topic=factory.topic("ethics"))
    declined = propose("Not this one")
    decline_proposal(actor=Actor(facilitator), proposal=declined, reason="Out of scope, because.")
    html = client.get("/agenda/", {"topic": "environment"}).text
    assert here.title in html
    assert elsewhere.title not in html
    html = client.get("/agenda/", {"state": "declined"}).text
    assert declined.title in html
    assert "Out of scope, because." in html
    assert here.title not in html
    wrong = {"topic": "<x>", "state": "draft", "sort": "?", "page": "-3"}
    assert client.get("/agenda/", wrong).status_code == 200
    part = client.get("/agenda/", {"page": "999"}, HTTP_HX_REQUEST="true").text
    assert part.lstrip().startswith('<div id="agenda"')


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_many(
    propose: Propose, facilitator: User, client: Client, django_assert_num_queries: Any, many: int
) -> None:
    proposals = [propose(f"Proposal number {number} of a list") for number in range(many)]
    for number in range(min(many, 3)):
        on_agenda = propose(f"On the agenda {number}")
        accept_proposal(actor=Actor(facilitator), proposal=on_agenda, reason="Yes.")
    person = factory.person()
    for actor in supporters("enterprise", "academia"):
        support_proposal(actor=actor, proposal=proposals[0])
    client.get("/agenda/")
    with django_assert_num_queries(LIST_QUERIES_OF_VISITORS):
        client.get("/agenda/")
    client.force_login(person)
    client.get("/agenda/")
    with django_assert_num_queries(LIST_QUERIES_OF_MEMBERS):
        client.get("/agenda/")


def test_what_is_seen_is_what_may_be_seen(propose: Propose, author: User, facilitator: User) -> None:
    moderator = factory.person(is_moderator=True)
    states = [propose("Open"), propose("Draft", draft=True), propose("Hidden"), propose("Declined")]
    hide_proposal(actor=Actor(moderator), proposal=states[2], reason="Spam.")
    decline_proposal(actor=Actor(facilitator), proposal=states[3], reason="No.")
    for person in (AnonymousUser(), factory.person(), author, facilitator, moderator):
        seen = set(proposals_visible_to(person))
        assert seen == {each for each in Proposal.objects.all() if can_view_proposal(person, each)}
    assert len(proposals_visible_to(AnonymousUser())) == 2
    assert len(proposals_visible_to(author)) == 4
    assert len(proposals_visible_to(moderator)) == 3


def test_hidden_is_gone_everywhere_and_comes_back(propose: Propose, client: Client, area: Topic) -> None:
    moderator, proposal = factory.person(is_moderator=True), propose()
    with pytest.raises(Forbidden):
        hide_proposal(actor=Actor(factory.person()), proposal=proposal, reason="I do not like it.")
    hide_proposal(actor=Actor(moderator), proposal=proposal, reason="Spam.")
    hide_proposal(actor=Actor(moderator), proposal=proposal, reason="Spam.")
    assert client.get(f"/agenda/proposals/{proposal.pk}/").status_code == 404
    assert proposal.title not in client.get("/agenda/").text
    assert proposal.title not in client.get("/agenda/feed/").text
    proposal.refresh_from_db()
    assert proposal_document(proposal) is None
    assert proposal_passage(proposal).text == ""
    client.force_login(moderator)
    assert "hidden this proposal" in client.get(f"/agenda/proposals/{proposal.pk}/").text
    restore_proposal(actor=Actor(moderator), proposal=proposal, reason="A mistake.")
    client.logout()
    assert proposal.title in client.get("/agenda/feed/").text
    (panel,) = filled([proposals_panel(area, AnonymousUser())])
    assert (panel.count, panel.items[0].title) == (1, proposal.title)


def test_the_words_of_every_revision_can_be_cited(propose: Propose, author: User, area: Topic) -> None:
    proposal = propose()
    edited = edit_proposal(
        actor=Actor(author), proposal=proposal, revision=1, title="New", topic=area, text="*New* words.", language="en"
    )
    assert proposal_passage(edited).text == "New words."
    assert proposal_passage(edited, 1).text.startswith("Providers should say")
    with pytest.raises(LookupError):
        proposal_passage(edited, 3)
    with pytest.raises(LookupError):
        proposal_passage(propose("Draft", draft=True))


def test_unknown_ids_are_not_found(client: Client, db: None) -> None:
    client.force_login(factory.facilitator())
    for number in (1, 10**17, 10**30):
        for route in ("", "edit/", "support/", "merge/"):
            assert client.get(f"/agenda/proposals/{number}/{route}").status_code == 404
