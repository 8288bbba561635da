"""Propose, look at what is similar, open, edit, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ict4society.accounts.models import User
from ict4society.agenda.actions.edit import StaleProposal, edit_proposal
from ict4society.agenda.actions.propose import open_proposal
from ict4society.agenda.actions.support import support_proposal
from ict4society.agenda.actions.withdraw import withdraw_proposal
from ict4society.agenda.models import Proposal
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused
from ict4society.organisations.models import Mandate
from ict4society.topics.models import Topic
from tests.people import factory

Propose = Callable[..., Proposal]


def values(area: Topic, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Publish the energy use of digital services",
        "topic": area.pk,
        "text": "Providers should **say** what their services use.",
        "language": "",
        "acting_as": "",
        "interest": "",
        **changes,
    }


def test_from_the_form_to_an_open_proposal(area: Topic, author: User, client: Client, propose: Propose) -> None:
    propose("Publish the energy use of digital service providers")
    client.force_login(author)
    assert client.get("/agenda/propose/").status_code == 200
    sent = client.post("/agenda/propose/", values(area, idempotency_key="k" * 32))
    made = Proposal.objects.get(state="draft")
    assert sent["Location"] == f"/agenda/proposals/{made.pk}/open/"
    again = client.post("/agenda/propose/", values(area, idempotency_key="k" * 32))
    assert again["Location"] == sent["Location"]
    assert Proposal.objects.filter(state="draft").count() == 1
    preview = client.get(sent["Location"])
    assert "digital service providers" in preview.text
    assert "<strong>say</strong>" in preview.text
    opened = client.post(sent["Location"])
    assert opened["Location"] == f"/agenda/proposals/{made.pk}/"
    assert client.get(sent["Location"])["Location"] == opened["Location"]
    client.logout()
    assert made.title in client.get("/agenda/").text
    assert client.get(opened["Location"]).status_code == 200


def test_the_language_is_detected_and_can_be_corrected(area: Topic, author: User, client: Client) -> None:
    client.force_login(author)
    french = "Les fournisseurs devraient publier la consommation énergétique de leurs services numériques chaque année."
    client.post("/agenda/propose/", values(area, title="Publier la consommation", text=french, keep="1"))
    made = Proposal.objects.get()
    assert made.language == "fr"
    client.post(f"/agenda/proposals/{made.pk}/edit/", values(area, language="nl", revision=1))
    made.refresh_from_db()
    assert made.language == "nl"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 161),
        ("title", "Left\u202eright"),
        ("text", ""),
        ("text", "y" * 10_001),
        ("text", "a\u2067b"),
        ("topic", ""),
        ("topic", "999999"),
        ("topic", "<b>"),
        ("language", "xx"),
        ("acting_as", "12345"),
        ("interest", "z" * 301),
    ],
)
def test_errors_lose_nothing(area: Topic, author: User, client: Client, field: str, value: str) -> None:
    client.force_login(author)
    response = client.post("/agenda/propose/", values(area, **{"text": "Kept <i>text</i>.", field: value}))
    assert response.status_code == 422
    if field != "text":
        assert "Kept &lt;i&gt;text&lt;/i&gt;." in response.text
    assert not Proposal.objects.exists()


def test_html_is_shown_as_text(area: Topic, author: User, client: Client) -> None:
    client.force_login(author)
    attack = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))"
    client.post("/agenda/propose/", values(area, title="<script>alert(2)</script>", text=attack, keep="1"))
    page = client.get(f"/agenda/proposals/{Proposal.objects.get().pk}/").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'href="javascript:' not in page


def test_a_draft_is_its_authors_alone(propose: Propose, author: User, facilitator: User, client: Client) -> None:
    draft = propose(draft=True)
    routes = ("", "edit/", "history/", "open/", "withdraw/", "support/", "accept/", "decline/", "merge/", "reopen/")
    for person in (None, factory.person(), facilitator, factory.person(is_moderator=True)):
        if person:
            client.force_login(person)
        for route in routes:
            status = client.get(f"/agenda/proposals/{draft.pk}/{route}").status_code
            assert status == (404 if person or route in ("", "history/") else 302), (person, route)
    client.force_login(author)
    assert draft.title in client.get("/agenda/").text
    assert client.get(f"/agenda/proposals/{draft.pk}/").status_code == 200


def test_edits_keep_supports_and_show_what_changed(propose: Propose, author: User, area: Topic, client: Client) -> None:
    proposal = propose()
    support_proposal(actor=Actor(factory.person()), proposal=proposal)
    client.force_login(author)
    address = f"/agenda/proposals/{proposal.pk}/"
    assert "1 person supports this text" in client.get(f"{address}edit/").text
    sent = client.post(f"{address}edit/", values(area, language="en", text="Changed words.", revision=1))
    assert sent.status_code == 303
    page = client.get(address).text
    assert "after 1 support" in page
    history = client.get(f"{address}history/").text
    assert "Changed" in history
    assert proposal.supports.count() == 1


def test_a_stale_edit_shows_both_texts(propose: Propose, author: User, area: Topic, client: Client) -> None:
    proposal = propose()
    edit_proposal(
        actor=Actor(author),
        proposal=proposal,
        revision=1,
        title="Theirs",
        topic=area,
        text="Their words.",
        language="en",
    )
    with pytest.raises(StaleProposal):
        edit_proposal(
            actor=Actor(author), proposal=proposal, revision=1, title="Mine", topic=area, text="Mine.", language="en"
        )
    client.force_login(author)
    address = f"/agenda/proposals/{proposal.pk}/edit/"
    stale = client.post(address, values(area, title="Mine", text="My words.", language="en", revision=1))
    assert stale.status_code == 409
    assert "My words." in stale.text
    assert "Their" in stale.text
    assert 'name="revision" value="2"' in stale.text
    saved = client.post(address, values(area, title="Mine", text="My words.", language="en", revision=2))
    assert saved.status_code == 303
    proposal.refresh_from_db()
    assert (proposal.text, proposal.revision) == ("My words.", 3)


def test_only_the_author_and_only_in_the_same_voice(propose: Propose, area: Topic) -> None:
    organisation = factory.organisation()
    person = factory.person()
    factory.mandate(person, organisation)
    proposal = propose(actor=Actor(person, organisation))
    for actor in (Actor(factory.person()), Actor(person)):
        with pytest.raises(Forbidden):
            withdraw_proposal(actor=actor, proposal=proposal)
    Mandate.objects.all().delete()
    with pytest.raises(Refused):
        withdraw_proposal(actor=Actor(person, organisation), proposal=proposal)


def test_withdrawing_on_the_page(propose: Propose, author: User, client: Client) -> None:
    proposal = propose()
    client.force_login(author)
    address = f"/agenda/proposals/{proposal.pk}/withdraw/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "Already done elsewhere."}).status_code == 303
    assert client.post(address, {"reason": "Twice."}).status_code == 303
    page = client.get(f"/agenda/proposals/{proposal.pk}/").text
    assert "Already done elsewhere." in page
    assert client.get(address).status_code == 403
    with pytest.raises(Refused):
        support_proposal(actor=Actor(factory.person()), proposal=proposal)


def test_a_withdrawn_draft_stays_unseen(propose: Propose, author: User, client: Client) -> None:
    draft = propose(draft=True)
    withdraw_proposal(actor=Actor(author), proposal=draft)
    assert client.get(f"/agenda/proposals/{draft.pk}/").status_code == 404
    with pytest.raises(Refused):
        open_proposal(actor=Actor(author), proposal=draft)


def test_similar_titles_are_found_while_typing(propose: Propose, author: User, client: Client) -> None:
    propose()
    client.force_login(author)
    found = client.get(
        "/agenda/similar/", {"title": "Energy use of digital services published"}, HTTP_HX_REQUEST="true"
    )
    assert "Publish the energy use" in found.text
    assert "<html" not in found.text
    assert "Publish the energy" not in client.get("/agenda/similar/", {"title": "Bicycles"}).text
    assert client.get("/agenda/similar/", {"title": "\0"}).status_code == 200
