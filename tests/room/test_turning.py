"""A question from the room becomes a statement on which everybody takes positions."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from ict4society.accounts.models import User
from ict4society.deliberation.models import Round, Statement
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import citable_passage
from ict4society.foundation.citations.trail import trail
from ict4society.foundation.policy import Forbidden
from ict4society.foundation.subjects import Ref
from ict4society.meetings.models import Meeting
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.states import DecisionAction
from ict4society.room.actions.arrange import arrange_room
from ict4society.room.actions.ask import ask_question, move_question
from ict4society.room.actions.turn import turn_into_statement
from ict4society.room.models import LiveQuestion
from ict4society.room.states import QuestionState
from tests.deliberation.rounds import Setting, a_round
from tests.jobs import run_jobs
from tests.minutes.conftest import area, facilitator, make, meeting, participant, token
from tests.people import factory

__all__ = ["area", "facilitator", "make", "meeting", "participant", "token"]
pytestmark = pytest.mark.django_db
JSON: dict[str, Any] = {"content_type": "application/json"}
CLAIM = "Makers pay for the audit."


@pytest.fixture
def setting(meeting: Meeting, facilitator: User) -> Setting:
    """The room is asked about a round of the facilitator's topic, and questions may be anonymous."""
    made = a_round(2, title="Energy use")
    Round.objects.filter(pk=made.round.pk).update(topic=meeting.topic)
    arrange_room(
        actor=Actor(facilitator),
        meeting=meeting,
        round_=made.round,
        statement=made.statements[0],
        anonymous_allowed=True,
    )
    return made


@pytest.fixture
def question(meeting: Meeting, participant: User, setting: Setting) -> LiveQuestion:
    return ask_question(actor=Actor(participant), meeting=meeting, text="Who pays for the audit?", anonymous=True)


def test_the_chair_turns_a_question_into_a_statement(
    question: LiveQuestion, setting: Setting, meeting: Meeting, participant: User, facilitator: User, client: Client
) -> None:
    address = f"/room/questions/{question.pk}/statement/"
    assert client.get(address).status_code == 302
    client.force_login(facilitator)
    control = client.get(f"/room/{meeting.pk}/control/").text
    assert address in control
    page = client.get(address).text
    assert "Who pays for the audit?" in page
    assert participant.name not in page
    assert f'<option value="{setting.round.slug}" selected' in page, "the round of the room is meant"
    typed = {"text": CLAIM, "round": setting.round.slug, "language": "en", "idempotency_key": "t" * 16}
    for wrong in ({"text": ""}, {"text": "x" * 281}, {"round": "unknown"}, {"language": "xx"}):
        refused = client.post(address, {**typed, **wrong})
        assert refused.status_code == 422, wrong
        assert wrong.get("text", CLAIM)[:20] in refused.text, "what was typed is kept"
    for _twice in range(2):
        assert client.post(address, typed).status_code == 303
    made = Statement.objects.get(text=CLAIM)
    assert (made.round_id, made.state) == (setting.round.pk, "accepted")
    assert made.citation is not None
    assert (made.citation.exact, made.citation.offline) == ("Who pays for the audit?", True)
    assert (made.citation.speaker, made.citation.group) == ("without a name", "")
    shown = client.get(reverse("deliberation:statement", args=[setting.round.slug, made.number])).text
    assert "Who pays for the audit?" in shown
    assert participant.name not in shown
    assert f"Statement {made.number}" in client.get(f"/room/{meeting.pk}/control/").text
    hops = trail(Ref("room.question", question.pk), AnonymousUser())
    assert [hop.target.ref for hop in hops] == [Ref("deliberation.statement", made.pk)]


def test_one_that_resembles_another_is_looked_at_first(
    question: LiveQuestion, setting: Setting, facilitator: User, client: Client, token: Any
) -> None:
    Statement.objects.filter(pk=setting.statements[0].pk).update(text="Makers pay for every audit.")
    client.force_login(facilitator)
    address = f"/room/questions/{question.pk}/statement/"
    typed = {"text": CLAIM, "round": setting.round.slug, "language": "en"}
    refused = client.post(address, typed)
    assert (refused.status_code, "Makers pay for every audit." in refused.text) == (422, True)
    assert client.post(address, {**typed, "distinct": "on"}).status_code == 303
    exact = client.post(address, {**typed, "distinct": "on"})
    assert (exact.status_code, "says exactly this" in exact.text) == (422, True)


def test_only_who_runs_the_meeting_does_it(
    question: LiveQuestion, setting: Setting, participant: User, facilitator: User, client: Client, token: Any
) -> None:
    values: dict[str, Any] = {"question": question, "round_": setting.round, "text": CLAIM}
    for person in (participant, factory.person(), factory.person(is_moderator=True)):
        with pytest.raises(Forbidden):
            turn_into_statement(actor=Actor(person), **values)
        client.force_login(person)
        page = f"/room/questions/{question.pk}/statement/"
        assert client.get(page).status_code == 403
        assert client.post(page, {"text": CLAIM, "round": setting.round.slug, "language": "en"}).status_code == 403
        operation = f"/api/v1/room/questions/{question.pk}/statement"
        assert client.post(operation, {"text": CLAIM}, **JSON, **token(person)).status_code == 403
    assert not Statement.objects.filter(text=CLAIM).exists()
    assert "statement/" not in client.get(f"/room/{question.meeting_id}/").text


def test_a_chair_who_does_not_facilitate_the_round_proposes(
    question: LiveQuestion, setting: Setting, meeting: Meeting, client: Client, token: Any
) -> None:
    chair = factory.person()
    meeting.facilitators.add(chair)
    headers, address = token(chair), f"/api/v1/room/questions/{question.pk}/statement"
    made = client.post(address, {"text": CLAIM}, **JSON, **headers)
    assert (made.status_code, made.json()["state"]) == (201, "proposed")
    Round.objects.filter(pk=setting.round.pk).update(members_propose=False)
    refused = client.post(address, {"text": "Another claim."}, **JSON, **headers)
    assert refused.status_code == 422, "no round that takes it is at hand"
    client.force_login(chair)
    assert "No round takes statements now" in client.get(f"/room/questions/{question.pk}/statement/").text


def test_a_program_turns_a_question(
    question: LiveQuestion, setting: Setting, meeting: Meeting, facilitator: User, client: Client, token: Any
) -> None:
    headers, address = token(facilitator), f"/api/v1/room/questions/{question.pk}/statement"
    assert client.post(address, {}, **JSON).status_code == 401
    for wrong in ({"text": "x" * 281}, {"round": "unknown"}, {"language": "xx"}):
        refused = client.post(address, wrong, **JSON, **headers)
        assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json"), wrong
    for _twice in range(2):
        made = client.post(address, {"text": CLAIM}, **JSON, **headers, HTTP_IDEMPOTENCY_KEY="p" * 16)
        assert made.status_code == 201
        assert made.json()["source"] == f"room.question:{question.pk}"
        assert (made.json()["round"], made.json()["state"]) == (setting.round.slug, "accepted")
    assert Statement.objects.filter(text=CLAIM).count() == 1
    assert client.post(address, {"text": CLAIM}, **JSON, **headers).status_code == 422
    own_words = client.post(address, {"round": setting.round.slug, "distinct": True}, **JSON, **headers)
    assert own_words.json()["text"] == question.text
    move_question(actor=Actor(facilitator), question=question, state=QuestionState.DISMISSED)
    assert client.post(address, {"text": "Something else."}, **JSON, **headers).status_code == 409


def test_what_is_set_aside_or_hidden_loses_its_words_in_the_statement(
    question: LiveQuestion, setting: Setting, facilitator: User
) -> None:
    chair = Actor(facilitator)
    made = turn_into_statement(actor=chair, question=question, round_=setting.round, text=CLAIM)
    assert made.citation is not None

    def state() -> str:
        run_jobs()
        made.citation.refresh_from_db()  # type: ignore[union-attr]
        return str(made.citation.state)  # type: ignore[union-attr]

    assert state() == "current"
    move_question(actor=chair, question=question, state=QuestionState.DISMISSED)
    assert state() == "withdrawn"
    move_question(actor=chair, question=question, state=QuestionState.ASKED)
    assert state() == "current"
    decide_subject(
        actor=Actor(factory.person(is_moderator=True)),
        ref=Ref("room.question", question.pk),
        action=DecisionAction.HIDE,
        reason="Rude.",
    )
    assert state() == "withdrawn"
    assert citable_passage(Ref("room.question", question.pk), facilitator).text == ""
    with pytest.raises(LookupError):
        citable_passage(Ref("room.question", question.pk), facilitator, 2)


def test_the_chair_turns_the_page_by_program(
    meeting: Meeting, setting: Setting, facilitator: User, participant: User, client: Client, token: Any
) -> None:
    address, headers = f"/api/v1/room/{meeting.pk}/turn", token(facilitator)
    assert client.post(address, {}, **JSON).status_code == 401
    assert client.post(address, {}, **JSON, **token(participant)).status_code == 403
    assert client.post(address, {"forward": "?"}, **JSON, **headers).status_code == 422
    back = {"HTTP_IDEMPOTENCY_KEY": "b" * 16}
    for forward, expected in ((True, 1), (True, 1), (False, 0)):
        shown = client.post(address, {"forward": forward}, **JSON, **headers).json()
        assert shown["asked"]["text"] == setting.statements[expected].text
    for _twice in range(2):
        assert client.post(address, {}, **JSON, **headers, **back).json()["asked"]["number"] == 2
    arrange_room(
        actor=Actor(facilitator),
        meeting=meeting,
        round_=setting.round,
        statement=setting.statements[0],
        anonymous_allowed=False,
    )
    again = client.post(address, {}, **JSON, **headers, **back).json()["asked"]
    assert again["number"] == setting.statements[0].number, "sent again it turns no further"
    arrange_room(actor=Actor(facilitator), meeting=meeting, round_=None, statement=None, anonymous_allowed=False)
    assert client.post(address, {}, **JSON, **headers).status_code == 422
