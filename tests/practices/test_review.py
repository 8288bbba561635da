"""Peers of other stakeholder groups review; their reviews become a decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Conflict, Forbidden
from ict4society.notifications.models import Notification
from ict4society.organisations.models import Organisation
from ict4society.practices.actions.hide import hide_part
from ict4society.practices.actions.review import ReviewRefused
from ict4society.practices.actions.submit import NothingNew, submit_practice
from ict4society.practices.decision import Voice, decide
from ict4society.practices.forms import initial_of
from ict4society.practices.models import Practice
from ict4society.practices.queries import practices_on, to_review
from ict4society.practices.states import CRITERIA
from ict4society.practices.tasks import remind
from ict4society.topics.models import Topic
from tests.jobs import run_jobs
from tests.people import factory
from tests.practices.conftest import REASON, client_of, judge, peer

Write = Callable[..., Practice]


@pytest.mark.parametrize(
    ("voices", "outcome"),
    [
        ([], None),
        ([("academia", "recognise")] * 5, None),
        ([("academia", "recognise"), ("consumers", "recognise")], "recognised"),
        ([("academia", "recognise"), ("consumers", "needs_work")], "needs_work"),
        ([("academia", "recognise"), ("consumers", "not")], "needs_work"),
        ([("academia", "not"), ("consumers", "not")], "not_recognised"),
        ([("academia", "not"), ("academia", "not"), ("consumers", "recognise")], "not_recognised"),
    ],
)
def test_how_reviews_become_a_decision(voices: list[tuple[str, str]], outcome: str | None) -> None:
    assert decide(Voice(*voice) for voice in voices) == outcome


def test_two_peers_of_two_groups_recognise_it(write: Write, author: User, area: Topic) -> None:
    practice = write()
    address = f"/practices/{practice.pk}/"
    first, second = peer("academia"), peer("civil_society")
    form = client_of(first.user)
    assert "Whom it concerns is said" in form.get(f"{address}review/").text
    sent = {f"mark_{key}": "met" for key in CRITERIA} | {
        "verdict": "recognise",
        "reason": f"**Clear.** {REASON} <script>",
        "revision": 1,
        "acting_as": first.organisation.pk,
        "interest": "We measured it with them.",
        "idempotency_key": "r" * 16,
    }
    short = form.post(f"{address}review/", {**sent, "reason": "Nice.", "verdict": ""})
    assert short.status_code == 422
    assert "Nice." in short.text
    for _twice in range(2):
        assert form.post(f"{address}review/", sent).status_code == 303
    page = Client().get(address).text
    for words in ("We measured it with them.", "<strong>Clear.</strong>", "&lt;script&gt;", "In peer review"):
        assert words in page
    judge(practice, second)
    practice.refresh_from_db()
    assert practice.state == "recognised"
    assert practice.review_due == timezone.localdate() + timedelta(days=730)
    assert list(practices_on(author, topics=[area.pk])) == [practice]
    assert not practices_on(author, topics=[area.pk], organisations=[first.organisation.pk])
    run_jobs()
    told = set(Notification.objects.filter(user=author).values_list("text", flat=True))
    assert {text.split("“")[0].strip() for text in told} >= {"A peer reviewed", "The practice"}
    late = form.post(f"{address}review/", {**sent, "idempotency_key": "s" * 16})
    assert late.status_code == 409
    assert "Clear." in late.text


def test_who_may_not_review(write: Write, author: User, firm: Organisation) -> None:
    practice = write()
    colleague, also = factory.person(), factory.organisation("academia")
    factory.mandate(colleague, firm)
    factory.mandate(colleague, also)
    for actor in (Actor(author, firm), Actor(colleague, also), Actor(colleague)):
        with pytest.raises(Forbidden):
            judge(practice, actor)
    assert client_of(colleague).get(f"/practices/{practice.pk}/review/").status_code == 403
    rival, academic = peer("enterprise"), peer("academia")
    with pytest.raises(ReviewRefused, match="other stakeholder groups"):
        judge(practice, rival)
    assert [list(to_review(each.user)) for each in (rival, academic)] == [[], [practice]]
    with pytest.raises(ReviewRefused, match="on behalf of"):
        judge(practice, Actor(academic.user))
    judge(practice, academic)
    same_house = factory.person()
    factory.mandate(same_house, academic.organisation)
    with pytest.raises(ReviewRefused, match="already"):
        judge(practice, Actor(same_house, academic.organisation))
    with pytest.raises(Conflict):
        judge(practice, peer("consumers"), revision=7)
    judge(practice, peer("academia"))
    practice.refresh_from_db()
    assert practice.state == "in_review"  # two people, but of one group
    judge(practice, Actor(factory.person()))  # a citizen is of another group
    practice.refresh_from_db()
    assert practice.state == "recognised"


def test_needs_work_then_another_round(write: Write, author: User, firm: Organisation) -> None:
    practice, own = write(), Actor(author, firm)
    critic = peer("consumers")
    judge(practice, critic, "needs_work", reason="Which phones came back is not said, only how many of them.")
    hidden = judge(practice, peer("public_body"), "not")
    practice.refresh_from_db()
    assert practice.state == "needs_work"
    hide_part(actor=Actor(factory.person(is_moderator=True)), part=hidden, reason="Insulting.")
    page = Client().get(f"/practices/{practice.pk}/").text
    assert "Which phones came back is not said" in page
    assert f"review-{hidden.pk}" not in page
    with pytest.raises(NothingNew):
        submit_practice(actor=own, practice=practice)
    client = client_of(author)
    form = client.get(f"/practices/{practice.pk}/edit/")
    assert form.status_code == 200
    better = {**initial_of(practice), "since_year": "", "results": "51 % of smartphones."}
    client.post(f"/practices/{practice.pk}/edit/", better)
    submit_practice(actor=own, practice=practice)
    run_jobs()
    assert Notification.objects.filter(user=critic.user, text__contains="asks for peer review").exists()
    practice.refresh_from_db()
    judge(practice, critic)
    judge(practice, peer("academia"))
    practice.refresh_from_db()
    assert (practice.state, practice.round) == ("recognised", 2)
    page = Client().get(f"/practices/{practice.pk}/").text
    assert "Reviews of earlier rounds (1)" in page
    history = Client().get(f"/practices/{practice.pk}/history/").text
    assert "<ins>" in history
    assert "smartphones" in history
    client.post(f"/practices/{practice.pk}/edit/", {**initial_of(practice), "since_year": "2024"})
    assert "Changed since it was recognised" in Client().get(f"/practices/{practice.pk}/").text


def test_adopters_say_what_they_did(write: Write, author: User, firm: Organisation) -> None:
    practice = write()
    follower = peer("public_body")
    address = f"/practices/{practice.pk}/adopt/"
    client = client_of(follower.user)
    sent = {"done": "We lease instead.", "outcome": "*Fewer* came back.", "acting_as": follower.organisation.pk}
    for _twice in range(2):
        assert client.post(address, {**sent, "url": "https://example.org/x"}).status_code == 303
    assert client.post(address, {**sent, "done": "We lease now."}).status_code == 303
    assert practice.adoptions.count() == 1
    page = Client().get(f"/practices/{practice.pk}/").text
    assert "We lease now." in page
    assert "<em>Fewer</em>" in page
    assert client_of(author).post(address, {**sent, "acting_as": firm.pk}).status_code == 403
    assert practice.title in Client().get(f"/organisations/{follower.organisation.slug}/").text
    hide_part(actor=Actor(factory.person(is_moderator=True)), part=practice.adoptions.get(), reason="Spam.")
    assert "We lease now." not in Client().get(f"/practices/{practice.pk}/").text


def test_colleagues_are_reminded_once_before_it_is_due(write: Write, author: User) -> None:
    practice = write()
    for group in ("academia", "consumers"):
        judge(practice, peer(group))
    remind(0)
    Practice.objects.update(review_due=timezone.localdate() + timedelta(days=30))
    remind(0)
    remind(0)
    run_jobs()
    assert Notification.objects.filter(user=author, text__contains="bring it up to date").count() == 1
    Practice.objects.update(review_due=timezone.localdate())
    assert "Review due" in Client().get(f"/practices/{practice.pk}/").text
