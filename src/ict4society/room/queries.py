"""Named reads of rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, QuerySet, Value, When

from ict4society.deliberation.models import Round, Statement, Vote
from ict4society.deliberation.policies import result_is_public, rounds_visible_to, statements_visible_to
from ict4society.deliberation.queries.figures import Figures, figures
from ict4society.deliberation.queries.results import statement_result
from ict4society.deliberation.queries.statements import accepted
from ict4society.foundation.database.prepared import Prepared
from ict4society.foundation.database.together import together
from ict4society.meetings.models import ItemLink, Meeting, Registration
from ict4society.meetings.queries import registration_of
from ict4society.meetings.states import SEATED
from ict4society.room.models import Like, LiveQuestion, Room
from ict4society.room.policies import questions_visible_to
from ict4society.room.states import QuestionState

MOST_QUESTIONS = 60
IN_ORDER = (QuestionState.SHORTLISTED, QuestionState.ASKED, QuestionState.ANSWERED, QuestionState.DISMISSED)


@dataclass(frozen=True)
class Asked:
    """The statement that the room is asked about, as everybody sees it."""

    round: Round
    statement: Statement
    place: int
    count: int
    answers: int
    figures: Figures | None
    """Where the rules of the round let everybody see them now."""


def room_of(meeting: Meeting) -> Room | None:
    """The room with its round and statement."""
    return next(iter(_rooms(meeting=meeting.pk)), None)


_rooms: Prepared[Room] = Prepared(
    lambda meeting: Room.objects.select_related("round__topic", "statement__round__topic").filter(meeting_id=meeting),
    meeting=int,
)


def asked_in(room: Room | None) -> Asked | None:
    """What is asked now. Four queries at most."""
    if room is None or room.round is None or room.statement is None:
        return None
    places = list(accepted(room.round).values_list("pk", flat=True))
    if room.statement_id not in places:
        return None  # hidden since
    row = statement_result(room.statement) if result_is_public(room.round) else None
    return Asked(
        round=room.round,
        statement=room.statement,
        place=places.index(room.statement_id) + 1,
        count=len(places),
        answers=Vote.objects.filter(statement=room.statement).count(),
        figures=figures(row) if row else None,
    )


def questions_of(meeting: Meeting, user: Any) -> list[LiveQuestion]:
    """Questions of the room: the shortlist first, then by likes; answered ones last."""
    return list(_questions(meeting, user))


def _questions(meeting: Meeting, user: Any) -> QuerySet[LiveQuestion]:
    rows = questions_visible_to(user).filter(meeting=meeting).select_related("author", "on_behalf_of")
    place = Case(*(When(state=state, then=Value(number)) for number, state in enumerate(IN_ORDER)), default=Value(9))
    return rows.order_by(place, "-likes", "pk")[:MOST_QUESTIONS]


def statements_from(questions: list[LiveQuestion]) -> dict[int, list[Statement]]:
    """The accepted statements that were drawn from questions, by question."""
    found: dict[int, list[Statement]] = {}
    rows = statements_visible_to(AnonymousUser()).filter(
        citation__source_kind="room.question", citation__source_id__in=[question.pk for question in questions]
    )
    for statement in rows.select_related("citation").order_by("pk"):
        if statement.citation is not None:
            found.setdefault(statement.citation.source_id, []).append(statement)
    return found


def questions_and_likes(meeting: Meeting, user: Any) -> tuple[list[LiveQuestion], set[int]]:
    """The same questions, and the ids of those that the person likes: one statement."""
    given = Like.objects.filter(user_id=user.pk, question__meeting=meeting) if user.is_authenticated else None
    likes = (Like.objects.none() if given is None else given).values_list("question_id", flat=True)
    questions, liked = together(_questions(meeting, user), likes)
    return questions, set(liked)


def seat_of(meeting: Meeting, user: Any) -> Registration | None:
    """The reader's seat, with the organisation for which they are there."""
    own = registration_of(meeting, user)
    return own if own is not None and own.state in SEATED else None


def rounds_for(meeting: Meeting, user: Any) -> list[Round]:
    """Open rounds that the room can be asked about: those on the agenda first, then all others."""
    links = ItemLink.objects.filter(item__meeting=meeting, subject_kind="deliberation.round")
    rounds, linked = together(
        rounds_visible_to(user).filter(state="open").order_by("-pk")[:100], links.values_list("subject_id", flat=True)
    )
    return sorted(rounds, key=lambda found: (found.pk not in linked, -found.pk))
