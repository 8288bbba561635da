"""The room: statements answered on phones, questions asked, liked and sorted, the screen."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from ict4society.accounts.models import User
from ict4society.deliberation.models import Round, Vote
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.meetings.models import Meeting
from ict4society.room.actions.arrange import arrange_room
from ict4society.room.actions.ask import ask_question, like_question
from ict4society.room.models import LiveQuestion, Room
from tests.deliberation.rounds import Setting, a_round
from tests.jobs import run_jobs
from tests.minutes.conftest import area, facilitator, make, meeting, participant, token
from tests.people import factory

__all__ = ["area", "facilitator", "make", "meeting", "participant", "token"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(meeting: Meeting, facilitator: User) -> Setting:
    """The room is asked about the first statement of a round."""
    setting = a_round(3, title="Energy use")
    arrange_room(
        actor=Actor(facilitator),
        meeting=meeting,
        round_=setting.round,
        statement=setting.statements[0],
        anonymous_allowed=True,
    )
    return setting


def test_a_phone_answers_in_the_voice_of_the_seat(
    meeting: Meeting, asked: Setting, participant: User, client: Client
) -> None:
    client.force_login(participant)
    first = asked.statements[0]
    page = client.get(f"/room/{meeting.pk}/").content.decode()
    assert first.text in page
    address = f"/room/{meeting.pk}/statements/{first.number}/vote/"
    assert client.post(address, {"position": "maybe"}).status_code == 422
    assert client.post(address, {"position": "agree"}).status_code == 303
    vote = Vote.objects.get()
    assert vote.choice == 1
    assert vote.participant.organisation is not None
    assert vote.participant.organisation.name == "Fair Chips"
    shown = client.get(f"/room/{meeting.pk}/").content.decode()
    assert "Your answer is stored" in shown
    assert "1 answer" in shown


def test_without_a_seat_one_only_looks(meeting: Meeting, asked: Setting, client: Client) -> None:
    address = f"/room/{meeting.pk}/statements/{asked.statements[0].number}/vote/"
    assert "Sign in to answer" in client.get(f"/room/{meeting.pk}/").content.decode()
    assert client.post(address, {"position": "agree"}).url.startswith("/accounts/login/")
    client.force_login(factory.person())
    assert "you need a seat" in client.get(f"/room/{meeting.pk}/").content.decode()
    assert client.post(address, {"position": "agree"}).status_code == 403
    assert client.post(f"/room/{meeting.pk}/ask/", {"text": "Why?"}).status_code == 403
    assert client.get(f"/room/{meeting.pk}/control/").status_code == 403
    assert not Vote.objects.exists()


def test_the_chair_turns_the_page(meeting: Meeting, asked: Setting, facilitator: User, client: Client) -> None:
    client.force_login(facilitator)
    control = f"/room/{meeting.pk}/control/"
    for step, expected in (("next", 1), ("next", 2), ("next", 2), ("back", 1)):
        assert client.post(control, {"turn": step}).status_code == 303
        assert Room.objects.get().statement_id == asked.statements[expected].pk
    other = a_round(1, title="Repair")
    form = {"round": other.round.pk, "statement": asked.statements[0].pk}
    assert client.post(control, form).status_code == 303
    assert Room.objects.get().statement_id == other.statements[0].pk
    Round.objects.filter(pk=other.round.pk).update(state="closed")
    refused = client.post(control, {"round": other.round.pk, "statement": "", "anonymous_allowed": "on"})
    assert refused.status_code == 422
    assert "takes no positions now" in refused.content.decode()


def test_an_anonymous_question_names_nobody_anywhere(
    meeting: Meeting, asked: Setting, participant: User, facilitator: User, client: Client, token: Any
) -> None:
    client.force_login(participant)
    typed = {"text": "Who pays for the audit?", "anonymous": "on"}
    assert client.post(f"/room/{meeting.pk}/ask/", typed).status_code == 303
    question = LiveQuestion.objects.get()
    run_jobs()
    client.logout()
    places = [f"/room/{meeting.pk}/{page}" for page in ("", "live/", "screen/")]
    for place in places:
        page = client.get(place).content.decode()
        assert "Who pays for the audit?" in page
        assert participant.name not in page
        assert "Fair Chips" not in page
        assert "Civil society" not in page.split("</nav>")[-1].split("<footer")[0]  # the only one of the group there
    client.force_login(facilitator)
    assert participant.name not in client.get(f"/room/{meeting.pk}/control/").content.decode()
    row = client.get(f"/api/v1/room/{meeting.pk}", **token(facilitator)).json()["questions"][0]
    assert (row["speaker"], row["group"]) == ("", "")
    event = EventRecord.objects.get(name="room.question_asked")
    assert event.actor_id is None
    assert question.author == participant


def test_names_are_asked_for_where_the_chair_wants_it(
    meeting: Meeting, participant: User, facilitator: User, client: Client
) -> None:
    client.force_login(participant)
    page = client.get(f"/room/{meeting.pk}/").content.decode()
    assert 'name="anonymous"' not in page
    client.post(f"/room/{meeting.pk}/ask/", {"text": "Who pays?", "anonymous": "on"})
    assert LiveQuestion.objects.get().speaker == "Petra Participant (Fair Chips)"
    for number in range(4):
        client.post(f"/room/{meeting.pk}/ask/", {"text": f"And {number}?"})
    refused = client.post(f"/room/{meeting.pk}/ask/", {"text": "Kept words?"})
    assert refused.status_code == 422
    assert "Let others ask" in refused.content.decode()
    assert "Kept words?" in refused.content.decode()


def test_questions_are_liked_once_and_sorted(
    meeting: Meeting, participant: User, facilitator: User, client: Client
) -> None:
    question = ask_question(actor=Actor(facilitator), meeting=meeting, text="First?")
    second = ask_question(actor=Actor(facilitator), meeting=meeting, text="Second?")
    client.force_login(participant)
    for _twice in range(2):
        client.post(f"/room/questions/{second.pk}/like/")
    second.refresh_from_db()
    assert second.likes == 1
    page = client.get(f"/room/{meeting.pk}/live/").content.decode()
    assert page.index("Second?") < page.index("First?")
    assert client.post(f"/room/questions/{question.pk}/move/", {"state": "shortlisted"}).status_code == 403
    client.force_login(facilitator)
    client.post(f"/room/questions/{question.pk}/move/", {"state": "shortlisted"})
    page = client.get(f"/room/{meeting.pk}/live/").content.decode()
    assert page.index("First?") < page.index("Second?")
    client.post(f"/room/questions/{second.pk}/move/", {"state": "dismissed"})
    client.logout()
    assert "Second?" not in client.get(f"/room/{meeting.pk}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_likes_given_at_once_are_all_counted(meeting: Meeting, facilitator: User) -> None:
    question = ask_question(actor=Actor(facilitator), meeting=meeting, text="Who pays?")
    people = [factory.person() for _number in range(6)]
    for person in people:
        from tests.meetings.conftest import Registration

        Registration.objects.create(meeting=meeting, user=person, state="registered", code=f"C{person.pk}")

    def like(person: User) -> None:
        try:
            for _twice in range(2):
                like_question(actor=Actor(person), question=question, liked=True)
        finally:
            connection.close()

    fans = [threading.Thread(target=like, args=(person,)) for person in people]
    for fan in fans:
        fan.start()
    for fan in fans:
        fan.join()
    question.refresh_from_db()
    assert question.likes == 6


def test_what_everybody_asks_every_two_seconds_is_one_page_for_all(
    meeting: Meeting, asked: Setting, client: Client, django_assert_num_queries: Any
) -> None:
    response = client.get(f"/room/{meeting.pk}/live/")
    assert {f"room:{meeting.pk}", f"round:{asked.round.pk}"} <= set(response.page_tags)
    assert not response.cookies
    with django_assert_num_queries(5):
        client.get(f"/room/{meeting.pk}/live/")


def test_the_screen_shows_the_way_in(meeting: Meeting, asked: Setting, client: Client) -> None:
    page = client.get(f"/room/{meeting.pk}/screen/").content.decode()
    assert "<svg" in page
    assert f"/room/{meeting.pk}/" in page
    assert asked.statements[0].text in page


def test_a_program_arranges_and_asks(
    meeting: Meeting, facilitator: User, participant: User, client: Client, token: Any
) -> None:
    setting = a_round(1)
    root = f"/api/v1/room/{meeting.pk}"
    body = {"round": setting.round.pk, "statement": setting.statements[0].pk, "anonymous_allowed": False}
    assert client.put(root, body, content_type="application/json", **token(participant)).status_code == 403
    shown = client.put(root, body, content_type="application/json", **token(facilitator)).json()
    assert shown["asked"]["text"] == setting.statements[0].text
    made = client.post(f"{root}/questions", {"text": "Why?"}, content_type="application/json", **token(participant))
    assert made.status_code == 201
    moved = client.put(
        f"/api/v1/room/questions/{made.json()['id']}/state",
        {"state": "answered"},
        content_type="application/json",
        **token(facilitator),
    )
    assert moved.json()["state"] == "answered"
