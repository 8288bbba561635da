"""A facilitator accepts, declines and opens again; everybody concerned is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from ict4society.accounts.models import User
from ict4society.agenda.actions.decide import ReasonMissing, accept_proposal, decline_proposal
from ict4society.agenda.actions.support import support_proposal
from ict4society.agenda.mails import acceptance_told, decline_told
from ict4society.agenda.models import Proposal
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.trail import trail
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.policy import Conflict, Forbidden
from ict4society.foundation.subjects import Ref
from tests.agenda.conftest import supporters
from tests.people import factory

Propose = Callable[..., Proposal]


def test_accepting_opens_the_authors_thread(propose: Propose, facilitator: User, author: User) -> None:
    proposal = propose()
    for actor in supporters("enterprise", "academia", "trade_union"):
        support_proposal(actor=actor, proposal=proposal)
    accepted = accept_proposal(actor=Actor(facilitator), proposal=proposal)
    assert accepted.state == "on_agenda"
    assert accepted.thread is not None
    assert (accepted.thread.author, accepted.thread.title) == (author, proposal.title)
    assert "<strong>say</strong>" in accepted.thread.introduction_html
    assert accept_proposal(actor=Actor(facilitator), proposal=proposal).thread == accepted.thread
    hops = trail(Ref("agenda.proposal", proposal.pk), author)
    assert [(hop.hop, hop.target.ref.kind) for hop in hops] == [("put on the agenda", "discussions.thread")]


def test_before_the_gate_a_reason_is_needed(propose: Propose, facilitator: User) -> None:
    proposal = propose()
    with pytest.raises(ReasonMissing):
        accept_proposal(actor=Actor(facilitator), proposal=proposal)
    assert accept_proposal(actor=Actor(facilitator), proposal=proposal, reason="Urgent.").reason == "Urgent."


def test_everybody_concerned_is_told(propose: Propose, facilitator: User, author: User) -> None:
    first, second = propose("First of these"), propose("Second of these")
    (supporter,) = supporters("academia", each=1)
    for proposal in (first, second):
        support_proposal(actor=supporter, proposal=proposal)
    accept_proposal(actor=Actor(facilitator), proposal=first, reason="Now.")
    decline_proposal(actor=Actor(facilitator), proposal=second, reason="Later.")
    accepted = EventRecord.objects.get(name="agenda.proposal_accepted")
    declined = EventRecord.objects.get(name="agenda.proposal_declined")
    told = [acceptance_told(accepted, accepted.event), decline_told(declined, declined.event)]
    assert [sorted(each.recipients) for each in told if each] == [sorted([author.pk, supporter.user.pk])] * 2
    assert told[1] is not None
    assert told[1].body == "Later."


def test_two_facilitators_cannot_decide_differently(propose: Propose, facilitator: User) -> None:
    proposal = propose()
    decline_proposal(actor=Actor(facilitator), proposal=proposal, reason="No.")
    with pytest.raises(Conflict, match="“declined” by now"):
        accept_proposal(actor=Actor(factory.facilitator()), proposal=proposal, reason="Yes.")


def test_others_cannot_decide(propose: Propose, author: User) -> None:
    proposal = propose()
    for person in (author, factory.facilitator(factory.topic()), factory.person(is_moderator=True)):
        with pytest.raises(Forbidden):
            decline_proposal(actor=Actor(person), proposal=proposal, reason="No.")


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_the_pages_decide(propose: Propose, facilitator: User, client: Client, verb: str) -> None:
    proposal = propose()
    address = f"/agenda/proposals/{proposal.pk}/{verb}/"
    client.force_login(factory.person())
    assert client.get(address).status_code == 403
    client.force_login(facilitator)
    assert client.get(address).status_code == 200
    empty = client.post(address, {"reason": ""})
    assert empty.status_code == 422
    long = client.post(address, {"reason": "x" * 2001})
    assert long.status_code == 422
    assert "x" * 2001 in long.text
    done = client.post(address, {"reason": "Because <b>we</b> talked about it."})
    assert done.status_code == 303
    page = client.get(f"/agenda/proposals/{proposal.pk}/").text
    assert "Because &lt;b&gt;we&lt;/b&gt; talked about it." in page
    again = client.post(address, {"reason": "Again."})
    assert again.status_code in (303, 409)


def test_a_declined_one_is_opened_again(propose: Propose, facilitator: User, client: Client) -> None:
    proposal = propose()
    decline_proposal(actor=Actor(facilitator), proposal=proposal, reason="Not now.")
    client.force_login(facilitator)
    address = f"/agenda/proposals/{proposal.pk}/reopen/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "Now."}).status_code == 303
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("open", "")
    page = client.get(f"/agenda/proposals/{proposal.pk}/").text
    assert "Not now." in page
    assert client.post(address).status_code == 409
