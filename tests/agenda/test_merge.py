"""Merging carries supports over once, and never makes a circle."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from ict4society.accounts.models import User
from ict4society.agenda.actions.decide import decline_proposal
from ict4society.agenda.actions.merge import MergeRefused, merge_proposal
from ict4society.agenda.actions.support import support_proposal
from ict4society.agenda.budget import budget_of
from ict4society.agenda.models import Exposure, Proposal, Support
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused
from tests.agenda.conftest import supporters
from tests.people import factory

Propose = Callable[..., Proposal]


def test_supports_are_carried_once_per_person(propose: Propose, facilitator: User) -> None:
    source, target = propose("Energy use of data centres"), propose("Energy use of digital services")
    both, one = factory.person(), supporters("academia", each=1)[0]
    for proposal in (source, target):
        support_proposal(actor=Actor(both), proposal=proposal)
    support_proposal(actor=one, proposal=source)
    merged = merge_proposal(actor=Actor(facilitator), proposal=source, into=target, reason="The same question.")
    assert (merged.state, merged.merged_into_id) == ("merged", target.pk)
    carried = Support.objects.filter(proposal=target)
    assert sorted(carried.values_list("user_id", "group")) == sorted([(both.pk, "citizens"), (one.user.pk, "academia")])
    assert carried.get(user=one.user).on_behalf_of == one.organisation
    assert Exposure.objects.filter(proposal=target).count() == 2
    assert budget_of(both).left == 4
    assert budget_of(one.user).left == 4


def test_not_into_itself_nor_merged_nor_over_nor_in_a_circle(propose: Propose, facilitator: User) -> None:
    a, b, c, d = (propose(f"Proposal {letter}") for letter in "ABCD")
    actor = Actor(facilitator)
    with pytest.raises(MergeRefused, match="into itself"):
        merge_proposal(actor=actor, proposal=a, into=a)
    merge_proposal(actor=actor, proposal=a, into=b)
    with pytest.raises(MergeRefused, match="make a circle"):
        merge_proposal(actor=actor, proposal=b, into=a)
    merge_proposal(actor=actor, proposal=b, into=c)
    with pytest.raises(MergeRefused, match="make a circle"):
        merge_proposal(actor=actor, proposal=c, into=a)
    with pytest.raises(MergeRefused, match="“Proposal C”"):
        merge_proposal(actor=actor, proposal=d, into=b)
    decline_proposal(actor=actor, proposal=d, reason="No.")
    with pytest.raises(MergeRefused, match="is declined"):
        merge_proposal(actor=actor, proposal=c, into=d)
    with pytest.raises(Refused, match="by now"):
        merge_proposal(actor=actor, proposal=a, into=c)


def test_both_topics_must_be_facilitated(propose: Propose, facilitator: User) -> None:
    elsewhere = propose("Elsewhere", topic=factory.topic())
    with pytest.raises(Forbidden):
        merge_proposal(actor=Actor(facilitator), proposal=propose(), into=elsewhere)


@pytest.mark.django_db(transaction=True)
def test_merging_into_each_other_at_once_lets_one_through(propose: Propose, facilitator: User) -> None:
    a, b = propose("Proposal A"), propose("Proposal B")
    results: list[str] = []
    start = threading.Barrier(2, timeout=10)

    def merge(source: Proposal, target: Proposal) -> None:
        try:
            start.wait()
            merge_proposal(actor=Actor(User.objects.get(pk=facilitator.pk)), proposal=source, into=target)
            results.append("merged")
        except Refused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=merge, args=pair) for pair in ((a, b), (b, a))]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=20)
    assert sorted(results) == ["merged", "refused"]


def test_the_page_offers_the_similar_first_and_takes_a_number(
    propose: Propose, facilitator: User, client: Client
) -> None:
    source = propose("Energy use of data centres")
    propose("Women in ICT professions")
    near = propose("Energy use of data centers and networks")
    client.force_login(facilitator)
    address = f"/agenda/proposals/{source.pk}/merge/"
    html = client.get(address).text
    assert html.index(near.title) < html.index("Women in ICT")
    assert client.post(address, {}).status_code == 422
    wrong = client.post(address, {"number": "99999999", "reason": "Same."})
    assert wrong.status_code == 422
    assert "no proposal of this number" in wrong.text
    assert "into itself" in client.post(address, {"number": source.pk}).text
    done = client.post(address, {"into": near.pk, "reason": "The same question."})
    assert done["Location"] == f"/agenda/proposals/{near.pk}/"
    assert source.title in client.get(done["Location"]).text
    shown = client.get(f"/agenda/proposals/{source.pk}/").text
    assert near.title in shown
    assert "The same question." in shown
