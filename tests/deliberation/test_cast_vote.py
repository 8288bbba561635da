"""Positions: one per unit, the latest counts, and who may not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ict4society.accounts.models import User
from ict4society.deliberation.actions.cast_vote import VoteRefused, cast_vote
from ict4society.deliberation.actions.close_round import close_round
from ict4society.deliberation.actions.hide_statement import hide_statement
from ict4society.deliberation.models import Participant, Round, Spokesperson, Vote
from ict4society.deliberation.queries.assessment import assess_stored_round
from ict4society.deliberation.states import Choice
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.policy import Forbidden
from ict4society.organisations.models import Mandate
from ict4society.organisations.queries import MandateMissing
from tests.deliberation.rounds import a_round, delegate, vote
from tests.people.factory import mandate, organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """What a test commits is flushed after it, except the queue, whose tables Django does not know as its own."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def test_the_latest_position_counts_and_each_is_in_the_log() -> None:
    setting = a_round()
    user = person()
    for choice in (Choice.AGREE, Choice.AGREE, Choice.PASS):
        vote(user, setting.statements[0], choice)
    assert [v.choice for v in Vote.objects.all()] == [Choice.PASS]
    logged = EventRecord.objects.filter(name="deliberation.vote_cast").order_by("pk")
    assert [(r.payload["choice"], r.payload["previous"]) for r in logged] == [(1, None), (1, 1), (0, 1)]


def test_one_position_per_organisation_and_the_last_giver_is_kept() -> None:
    setting = a_round()
    first, body = delegate("academia")
    second = person()
    mandate(second, body)
    vote(first, setting.statements[0], Choice.AGREE, body)
    vote(second, setting.statements[0], Choice.DISAGREE, body)
    stored = Vote.objects.get()
    assert (stored.choice, stored.given_by_id) == (Choice.DISAGREE, second.pk)
    assert Participant.objects.get().group == "academia"


def test_groups_of_people() -> None:
    """Citizens are people without any mandate; who has one and votes personally has no declared group."""
    setting = a_round()
    citizen, (representative, _body) = person(), delegate()
    vote(citizen, setting.statements[0])
    vote(representative, setting.statements[0])
    assert Participant.objects.get(user=citizen).group == "citizens"
    assert Participant.objects.get(user=representative).group == ""


def test_who_speaks_for_an_organisation_is_no_citizen_any_more() -> None:
    setting = a_round()
    user, body = person(), organisation("consumers")
    vote(user, setting.statements[0])
    held = mandate(user, body)
    user = User.objects.get(pk=user.pk)  # a new request
    vote(user, setting.statements[1], Choice.AGREE, body)
    assert Participant.objects.get(user=user).group == ""
    Mandate.objects.filter(pk=held.pk).update(revoked_at=timezone.now())
    user = User.objects.get(pk=user.pk)
    vote(user, setting.statements[1])
    assert Participant.objects.get(user=user).group == ""


def test_nobody_speaks_for_two_organisations_in_a_round() -> None:
    setting = a_round()
    user, first = delegate("enterprise")
    second = organisation("civil_society", name="Second Voice")
    mandate(user, second)
    vote(user, setting.statements[0], Choice.AGREE, first)
    with pytest.raises(VoteRefused, match=first.name):
        vote(user, setting.statements[1], Choice.AGREE, second)
    assert Vote.objects.count() == 1
    other = a_round(title="Another round")
    vote(user, other.statements[0], Choice.AGREE, second)  # another round, another voice


def test_a_revoked_mandate_is_refused() -> None:
    setting = a_round()
    user, body = delegate()
    Mandate.objects.update(revoked_at=timezone.now())
    with pytest.raises(MandateMissing):
        vote(user, setting.statements[0], Choice.AGREE, body)
    assert not Vote.objects.exists()


@pytest.mark.parametrize("case", ["draft", "closed", "over", "hidden", "proposed"])
def test_where_no_position_can_be_taken(case: str) -> None:
    setting = a_round(opened=case != "draft")
    statement = setting.statements[0]
    if case == "closed":
        close_round(actor=Actor(setting.facilitator), round_=setting.round)
    elif case == "over":
        Round.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    elif case == "hidden":
        hide_statement(actor=Actor(setting.facilitator), statement=statement, reason="spam")
    elif case == "proposed":
        from tests.deliberation.rounds import a_statement

        statement = a_statement(setting, "A member's own claim about cables", person())
    with pytest.raises(VoteRefused):
        vote(person(), statement)
    assert not Vote.objects.exists()


def test_a_closed_account_takes_no_positions() -> None:
    setting = a_round()
    with pytest.raises(Forbidden):
        vote(person(is_active=False), setting.statements[0])


def test_a_position_costs_few_statements(django_assert_num_queries: object) -> None:
    setting = a_round()
    user, body = delegate()
    vote(user, setting.statements[0], Choice.AGREE, body)
    # savepoint and release (the test's transaction), mandate, ballot, vote, event
    with django_assert_num_queries(6):  # type: ignore[operator]
        vote(user, setting.statements[0], Choice.PASS, body)


CHOICES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2), st.sampled_from(list(Choice))), max_size=40)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ballots=CHOICES)
def test_counts_are_those_of_the_last_positions(ballots: list[tuple[int, int, Choice]]) -> None:
    """Whatever is voted in whatever order: the result counts the last position of every unit on every statement."""
    setting = a_round(title="Property")
    bodies = [delegate(("enterprise", "academia", "consumers")[n % 3]) for n in range(4)]
    people = [*bodies, (person(), None), (person(), None)]
    last: dict[tuple[int, int], Choice] = {}
    for who, what, choice in ballots:
        user, body = people[who]
        vote(user, setting.statements[what], choice, body)
        last[who, what] = choice
    result = assess_stored_round(setting.round)
    groups = ["enterprise", "academia", "consumers", "enterprise", "citizens", "citizens"]
    for place, row in enumerate(result.statements):
        counted = {g.group: (g.agree, g.disagree, g.passed) for g in row.groups if g.n}
        expected: dict[str, list[int]] = {}
        for (who, what), choice in last.items():
            if what == place:
                cell = expected.setdefault(groups[who], [0, 0, 0])
                cell[(Choice.AGREE, Choice.DISAGREE, Choice.PASS).index(choice)] += 1
        assert counted == {name: tuple(cell) for name, cell in expected.items()}


@pytest.mark.usefixtures("committed")
def test_two_colleagues_at_the_same_moment() -> None:
    """Eight threads, two people, one organisation: one vote at the end, and nobody meets an error."""
    setting = a_round()
    first, body = delegate()
    second = person()
    mandate(second, body)
    start = threading.Barrier(8)
    faults: list[BaseException] = []

    def act(user: object, choice: Choice) -> None:
        try:
            start.wait(timeout=20)
            cast_vote(actor=Actor(user, body), statement=setting.statements[0], choice=choice)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=((first, second)[n % 2], list(Choice)[n % 3])) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not faults
    assert (Vote.objects.count(), Participant.objects.count(), Spokesperson.objects.count()) == (1, 1, 2)


@pytest.mark.usefixtures("committed")
def test_two_tabs_for_two_organisations() -> None:
    """Of two first positions for two organisations at once, one is refused."""
    setting = a_round()
    user, first = delegate()
    second = organisation()
    mandate(user, second)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def act(body: object) -> None:
        start.wait(timeout=20)
        try:
            cast_vote(actor=Actor(user, body), statement=setting.statements[0], choice=Choice.AGREE)
            outcomes.append("stored")
        except VoteRefused:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=(body,)) for body in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["refused", "stored"]
    assert Vote.objects.count() == 1


@pytest.mark.usefixtures("committed")
def test_a_position_waits_for_the_end_of_a_round_that_is_closing() -> None:
    """Closing holds the round: a position that comes meanwhile is refused, not stored after the end."""
    setting = a_round()
    user = person()
    outcome: list[str] = []

    def act() -> None:
        try:
            vote(user, setting.statements[0])
            outcome.append("stored")
        except VoteRefused:
            outcome.append("refused")
        finally:
            connections.close_all()

    from django.db import transaction

    with transaction.atomic():
        close_round(actor=Actor(setting.facilitator), round_=setting.round)
        thread = threading.Thread(target=act)
        thread.start()
        thread.join(timeout=1)
        assert thread.is_alive()
    thread.join(timeout=20)
    assert outcome == ["refused"]
    assert connection.is_usable()
