"""The room for programs."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from ict4society.deliberation.models import Round, Statement
from ict4society.deliberation.models.statement import MAX_LENGTH
from ict4society.deliberation.policies import rounds_taking_proposals, rounds_visible_to, statements_visible_to
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import idempotency_key, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.meetings.models import Meeting
from ict4society.meetings.policies import meetings_visible_to
from ict4society.meetings.states import HELD
from ict4society.organisations.queries import actor_for
from ict4society.room.actions.arrange import arrange_room, turn_page
from ict4society.room.actions.ask import ask_question, like_question, move_question
from ict4society.room.actions.turn import turn_into_statement
from ict4society.room.forms import AskForm, TurnForm
from ict4society.room.models import LiveQuestion
from ict4society.room.policies import questions_visible_to
from ict4society.room.queries import asked_in, questions_of, room_of
from ict4society.room.states import QuestionState

router = Router(tags=["room"])
LARGEST_ID = 2**63 - 1


class QuestionOut(Schema):
    """A question from the room."""

    id: int
    text: str
    language: str
    state: str
    likes: int
    speaker: str = Field(description="Empty when it was asked without a name.")
    group: str


class AskedOut(Schema):
    """The statement that is asked now."""

    round: str
    number: int
    text: str
    answers: int


class RoomOut(Schema):
    """What the room shows."""

    meeting: int
    asked: AskedOut | None
    anonymous_allowed: bool
    questions: list[QuestionOut]


class ArrangeIn(Schema):
    """What the room shows from now on."""

    round: int | None = Field(None, ge=1, le=LARGEST_ID)
    statement: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of a statement of the round.")
    anonymous_allowed: bool = False


class TurnIn(Schema):
    """Which way."""

    forward: bool = True


class AskIn(Schema):
    """A question."""

    text: str
    anonymous: bool = False
    organisation: int | None = None


class LikeIn(Schema):
    """Whether you like it."""

    liked: bool = True


class MoveIn(Schema):
    """Where it goes."""

    state: Literal["asked", "shortlisted", "answered", "dismissed"]


class StatementIn(Schema):
    """The claim that is in a question."""

    round: str = Field("", max_length=200, description="Slug; empty for the round that the room is asked about.")
    text: str = Field("", max_length=MAX_LENGTH, description="One claim; empty for the words of the question.")
    language: str = ""
    distinct: bool = Field(False, description="It says something else than those that resemble it.")


class StatementOut(Schema):
    """The statement that was made of a question."""

    round: str
    number: int
    text: str
    language: str
    state: str = Field(description="``accepted`` at once by facilitators of the round, else ``proposed``.")
    source: str


def _meeting(request: HttpRequest, meeting_id: int) -> Meeting:
    return get_visible(meetings_visible_to(request.user).filter(state__in=HELD).select_related("topic"), pk=meeting_id)


def _question(request: HttpRequest, question_id: int) -> LiveQuestion:
    return get_visible(questions_visible_to(request.user).select_related("meeting__topic"), pk=question_id)


def _out(question: LiveQuestion) -> QuestionOut:
    names = ("text", "language", "state", "likes", "speaker")
    values = {name: getattr(question, name) for name in names}
    return QuestionOut(id=question.pk, group=question.speaker_group, **values)


def _room(request: HttpRequest, meeting: Meeting) -> RoomOut:
    place = room_of(meeting)
    asked = asked_in(place)
    return RoomOut(
        meeting=meeting.pk,
        asked=AskedOut(
            round=asked.round.slug, number=asked.statement.number, text=asked.statement.text, answers=asked.answers
        )
        if asked
        else None,
        anonymous_allowed=place is not None and place.anonymous_allowed,
        questions=[_out(question) for question in questions_of(meeting, request.user)],
    )


@router.get("/{meeting_id}", auth=read_scope(optional=True), response=RoomOut)
def show_room(request: HttpRequest, meeting_id: int) -> RoomOut:
    """The statement that is asked now, and the questions."""
    return _room(request, _meeting(request, meeting_id))


@router.put("/{meeting_id}", auth=write_scope(), response=RoomOut)
def arrange(request: HttpRequest, meeting_id: int, body: ArrangeIn) -> RoomOut:
    """Choose the round, the statement, and whether questions may be asked without a name."""
    meeting = _meeting(request, meeting_id)
    round_: Round | None = get_visible(rounds_visible_to(request.user), pk=body.round) if body.round else None
    statement: Statement | None = (
        get_visible(statements_visible_to(request.user), pk=body.statement) if body.statement else None
    )
    arrange_room(
        actor=Actor(request.user),
        meeting=meeting,
        round_=round_,
        statement=statement,
        anonymous_allowed=body.anonymous_allowed,
    )
    return _room(request, meeting)


@router.post("/{meeting_id}/turn", auth=write_scope(), response=RoomOut)
def turn(request: HttpRequest, meeting_id: int, body: TurnIn) -> RoomOut:
    """Ask the next statement of the round, or the one before (who runs the meeting)."""
    meeting, actor = _meeting(request, meeting_id), Actor(request.user)

    def act() -> Ref:
        turn_page(actor=actor, meeting=meeting, forward=body.forward)
        return Ref("meetings.meeting", meeting.pk)

    once(actor, idempotency_key(request), act)
    return _room(request, meeting)


@router.post("/{meeting_id}/questions", auth=write_scope(), response={201: QuestionOut})
def ask(request: HttpRequest, meeting_id: int, body: AskIn) -> Status[QuestionOut]:
    """Ask the room."""
    meeting = _meeting(request, meeting_id)
    values: dict[str, Any] = validated(AskForm(body.dict(), anonymous_allowed=True))
    actor = actor_for(request.user, body.organisation)

    def act() -> Ref:
        return Ref("room.question", ask_question(actor=actor, meeting=meeting, **values).pk)

    ref = once(actor, idempotency_key(request), act)
    return Status(201, _out(_question(request, ref.id)))


@router.put("/questions/{question_id}/like", auth=write_scope(), response=QuestionOut)
def like(request: HttpRequest, question_id: int, body: LikeIn) -> QuestionOut:
    """Like a question, or not any more."""
    like_question(actor=Actor(request.user), question=_question(request, question_id), liked=body.liked)
    return _out(_question(request, question_id))


@router.put("/questions/{question_id}/state", auth=write_scope(), response=QuestionOut)
def move(request: HttpRequest, question_id: int, body: MoveIn) -> QuestionOut:
    """Shortlist it, call it answered, set it aside."""
    moved = move_question(
        actor=Actor(request.user), question=_question(request, question_id), state=QuestionState(body.state)
    )
    return _out(moved)


@router.post("/questions/{question_id}/statement", auth=write_scope(), response={201: StatementOut})
def turn_question(request: HttpRequest, question_id: int, body: StatementIn) -> Status[StatementOut]:
    """Turn a question into a statement that cites it (who runs the meeting). 422 when the round has one like it."""
    question, actor = _question(request, question_id), Actor(request.user)
    require(request.user, "room.run_room", question.meeting)
    rounds = rounds_taking_proposals(request.user)
    place = room_of(question.meeting) if not body.round else None
    usual = place.round.slug if place is not None and place.round is not None else ""
    form = TurnForm(
        {
            **body.dict(),
            "text": body.text or question.text,
            "round": body.round or usual,
            "language": body.language or question.language,
        },
        rounds=rounds,
    )
    values = {**validated(form), "round_": form.chosen_round}
    del values["round"]

    def act() -> Ref:
        return Ref("deliberation.statement", turn_into_statement(actor=actor, question=question, **values).pk)

    ref = once(actor, idempotency_key(request), act)
    made = Statement.objects.select_related("round").get(pk=ref.id)
    names = ("number", "text", "language", "state")
    shaped = {name: getattr(made, name) for name in names}
    return Status(201, StatementOut(round=made.round.slug, source=f"room.question:{question.pk}", **shaped))
