"""The room of a running meeting, asked about a statement; questions open, set aside and hidden."""

from __future__ import annotations

from ict4society.deliberation.actions.create_round import create_round
from ict4society.deliberation.actions.open_round import open_round
from ict4society.deliberation.actions.propose_statement import propose_statement
from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.states import DecisionAction
from ict4society.room.actions.arrange import arrange_room
from ict4society.room.actions.ask import ask_question, move_question
from ict4society.room.models import LiveQuestion
from ict4society.room.states import QuestionState
from tests.promises.samples.minutes import held
from tests.promises.world import Private, Samples, World

ANSWERS = """
room:vote                          GET  302
room:vote                          POST 403 author 303 facilitator 303
room:ask                           POST 403 author 303 facilitator 303
room:like                          GET  405
room:like                          POST 403 author 303 facilitator 303
room:control                       GET  403 facilitator 200
room:control                       POST 403 facilitator 303
room:move                          GET  405
room:move                          POST 403 facilitator 303
room:turn                          GET  403 facilitator 200
room:turn                          POST 403 facilitator 303
"""


def make(world: World) -> Samples:
    """The facilitator arranges it; the author has a seat and asks."""
    chair, author = world.actor("facilitator"), world.actor("author")
    meeting = held(world, "A meeting in its room")
    round_ = create_round(actor=chair, topic=world.area, title="Repair", members_propose=False)
    statement = propose_statement(actor=chair, round_=round_, text="Spare parts are sold for ten years.")
    round_ = open_round(actor=chair, round_=round_)
    arrange_room(actor=chair, meeting=meeting, round_=round_, statement=statement, anonymous_allowed=True)
    question = ask_question(actor=author, meeting=meeting, text="Who pays for repair?")
    aside = ask_question(actor=author, meeting=meeting, text="Xforgotten question?")
    hidden = ask_question(actor=author, meeting=meeting, text="Xmuted question?")
    move_question(actor=chair, question=aside, state=QuestionState.DISMISSED)
    decide_subject(
        actor=world.actor("moderator"),
        ref=Ref("room.question", hidden.pk),
        action=DecisionAction.HIDE,
        reason="Rude.",
    )
    return Samples(
        ANSWERS,
        parameters={"pk": meeting.pk, "number": statement.number},
        routes={"room:like": {"pk": question.pk}, "room:move": {"pk": question.pk}, "room:turn": {"pk": question.pk}},
        bodies={
            "room:vote": {"position": "agree"},
            "room:ask": {"text": "And who does not?"},
            "room:control": {"round": str(round_.pk), "statement": str(statement.pk)},
            "room:move": {"state": "shortlisted"},
            "room:turn": {"text": "Makers pay for repair.", "round": round_.slug, "language": "en"},
        },
        private=[
            _private("a question set aside", "Xforgotten", ("author", "facilitator"), aside),
            _private("a hidden question", "Xmuted", ("facilitator", "moderator", "operator"), hidden),
        ],
        api={"meeting_id": meeting.pk, "question_id": question.pk},
    )


def _private(what: str, marker: str, seen_by: tuple[str, ...], question: LiveQuestion) -> Private:
    return Private(
        what,
        marker,
        seen_by,
        "room/questions/<int:pk>/",
        {"pk": question.pk},
        {"pk": 987654321},
        ref=Ref("room.question", question.pk),
        api="/api/v1/room/questions/{question_id}",
    )
