"""Support from a budget, once for each person, for the group for which they speak."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client

from ict4society.accounts.models import User
from ict4society.agenda.actions.decide import decline_proposal, reopen_proposal
from ict4society.agenda.actions.show import record_exposures
from ict4society.agenda.actions.support import BudgetSpent, support_proposal, take_support_back
from ict4society.agenda.budget import budget_of, end_of, period_of
from ict4society.agenda.models import Exposure, Proposal, Support
from ict4society.agenda.standings import standings
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.policy import Conflict
from tests.agenda.conftest import supporters
from tests.people import factory

Propose = Callable[..., Proposal]


def test_a_quarter_begins_at_midnight_in_brussels() -> None:
    assert period_of(datetime(2026, 9, 30, 21, 59, tzinfo=UTC)) == "2026-Q3"
    assert period_of(datetime(2026, 9, 30, 22, 0, tzinfo=UTC)) == "2026-Q4"
    assert str(end_of("2026-Q3")) == "2026-10-01"
    assert str(end_of("2026-Q4")) == "2027-01-01"


def test_a_second_support_changes_nothing(propose: Propose) -> None:
    proposal, person = propose(), factory.person()
    first = support_proposal(actor=Actor(person), proposal=proposal)
    assert support_proposal(actor=Actor(person), proposal=proposal) == first
    assert budget_of(person).left == 4
    assert EventRecord.objects.filter(name="agenda.proposal_supported").count() == 1


def test_the_budget_ends_and_comes_back(propose: Propose, facilitator: User) -> None:
    person = factory.person()
    proposals = [propose(f"Proposal number {number}") for number in range(6)]
    for proposal in proposals[:5]:
        support_proposal(actor=Actor(person), proposal=proposal)
    with pytest.raises(BudgetSpent, match="5 supports"):
        support_proposal(actor=Actor(person), proposal=proposals[5])
    decline_proposal(actor=Actor(facilitator), proposal=proposals[0], reason="Out of scope.")
    support_proposal(actor=Actor(person), proposal=proposals[5])
    assert take_support_back(actor=Actor(person), proposal=proposals[1])
    assert budget_of(person).left == 1
    reopen_proposal(actor=Actor(facilitator), proposal=proposals[0])
    assert budget_of(person).left == 0


def test_taking_back_needs_an_open_proposal(propose: Propose, facilitator: User) -> None:
    proposal, person = propose(), factory.person()
    assert take_support_back(actor=Actor(person), proposal=proposal) is False
    support_proposal(actor=Actor(person), proposal=proposal)
    decline_proposal(actor=Actor(facilitator), proposal=proposal, reason="No.")
    with pytest.raises(Conflict):
        take_support_back(actor=Actor(person), proposal=proposal)
    assert Support.objects.filter(proposal=proposal).count() == 1


def test_an_organisations_support_counts_for_its_group(propose: Propose) -> None:
    proposal = propose()
    for actor in supporters("enterprise", "academia", "trade_union"):
        record_exposures(actor.user, [proposal.pk])
        support_proposal(actor=actor, proposal=proposal)
    standing = standings([proposal.pk])[proposal.pk]
    lines = {line.group: line for line in standing.explanation.groups}
    assert standing.passes_gate
    assert standing.supporters == 6
    assert (lines["academia"].supports, lines["academia"].exposures, lines["academia"].units) == (2, 2, 2)
    assert lines["citizens"].supports == 0


def test_colleagues_are_one_organisation(propose: Propose) -> None:
    proposal, one = propose(), factory.organisation("enterprise")
    for _number in range(3):
        person = factory.person()
        factory.mandate(person, one)
        support_proposal(actor=Actor(person, one), proposal=proposal)
    lines = {line.group: line for line in standings([proposal.pk])[proposal.pk].explanation.groups}
    assert (lines["enterprise"].supports, lines["enterprise"].units) == (3, 1)


def test_speaking_personally_with_a_mandate_counts_for_no_group(propose: Propose) -> None:
    proposal = propose()
    (actor,) = supporters("enterprise", each=1)
    support_proposal(actor=Actor(actor.user), proposal=proposal)
    standing = standings([proposal.pk])[proposal.pk]
    assert standing.supporters == 1
    assert sum(line.supports for line in standing.explanation.groups) == 0


def test_being_shown_counts_once(propose: Propose, client: Client) -> None:
    proposal, person = propose(), factory.person()
    client.force_login(person)
    for _number in range(2):
        client.get("/agenda/")
        client.get(f"/agenda/proposals/{proposal.pk}/")
    assert Exposure.objects.filter(user=person).count() == 1
    client.logout()
    client.get("/agenda/")
    assert Exposure.objects.count() == 1


def test_the_page_supports_and_takes_back(propose: Propose, client: Client) -> None:
    proposal, person = propose(), factory.person()
    client.force_login(person)
    address = f"/agenda/proposals/{proposal.pk}/"
    assert "5 of 5 supports" in client.get(address).text
    response = client.post(f"{address}support/", {"acting_as": ""})
    assert (response.status_code, response["Location"]) == (303, f"{address}#support")
    assert "You support it personally" in client.get(address).text
    assert client.post(f"{address}support/take-back/").status_code == 303
    assert not Support.objects.exists()


def test_a_support_without_mandate_is_refused_on_the_page(propose: Propose, client: Client) -> None:
    proposal, person = propose(), factory.person()
    client.force_login(person)
    response = client.post(f"/agenda/proposals/{proposal.pk}/support/", {"acting_as": str(factory.organisation().pk)})
    assert response.status_code == 422
    assert "no mandate" in response.text
    assert not Support.objects.exists()


def test_a_visitor_is_sent_to_sign_in_and_comes_back(propose: Propose, client: Client) -> None:
    address = f"/agenda/proposals/{propose().pk}/support/"
    response = client.post(address)
    assert response.status_code == 302
    assert response["Location"].endswith(f"next={address}")
    client.force_login(factory.person())
    assert client.get(address)["Location"].endswith("#support")


@pytest.mark.django_db(transaction=True)
def test_two_tabs_cannot_spend_the_last_support_twice(propose: Propose) -> None:
    person = factory.person()
    proposals = [propose(f"Proposal number {number}") for number in range(6)]
    for proposal in proposals[:4]:
        support_proposal(actor=Actor(person), proposal=proposal)
    results: list[str] = []
    start = threading.Barrier(2, timeout=10)

    def tab(proposal: Proposal) -> None:
        try:
            start.wait()
            support_proposal(actor=Actor(User.objects.get(pk=person.pk)), proposal=proposal)
            results.append("supported")
        except BudgetSpent:
            results.append("refused")
        finally:
            connection.close()

    tabs = [threading.Thread(target=tab, args=(proposal,)) for proposal in proposals[4:]]
    for each in tabs:
        each.start()
    for each in tabs:
        each.join(timeout=20)
    assert sorted(results) == ["refused", "supported"]
    assert Support.objects.filter(user=person).count() == 5
