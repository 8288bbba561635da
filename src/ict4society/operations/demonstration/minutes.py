"""What was said in the meetings is taken down, corrected and made final; what the room asked."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.meetings.models import AgendaItem, Meeting, Registration
from ict4society.meetings.states import SEATED
from ict4society.minutes.actions.correct import decide_correction, propose_correction
from ict4society.minutes.actions.do import finish_action
from ict4society.minutes.actions.stage import finish_minutes, open_corrections
from ict4society.minutes.actions.take import Wording, take_line
from ict4society.minutes.models import Line
from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.timeline import Timeline
from ict4society.room.actions.arrange import arrange_room
from ict4society.room.actions.ask import ask_question, like_question, move_question
from ict4society.room.models import Room
from ict4society.room.states import QuestionState

SECRETARIAT = "astrid"
CLOSING_PERIOD = 30
"""Days for corrections of minutes that are not final."""
AFTER = 0.2
"""Days after the beginning of a meeting."""
IN_THE_ROOM = 0.01
"""Days ago, of a meeting that is running."""


def plan_minutes(timeline: Timeline, community: Community) -> None:
    """Lines on the day, corrections in the two weeks after it, actions until they are done; questions in the room."""
    written = content.read("minutes")
    held = {entry["key"]: entry["held"] for entry in content.read("meetings")["meeting"]}
    for question in written["question"]:
        timeline.plan(max(held[question["meeting"]] - 0.05, IN_THE_ROOM), partial(_ask, community, question))
    for entry in written["minutes"]:
        day = held[entry["meeting"]]
        timeline.plan(day - AFTER, partial(_take, community, entry))
        for number, line in enumerate(entry["line"], start=1):
            if "corrected" in line:
                timeline.plan(day - 5, partial(_correct, community, entry, line, number))
            if "done" in line:
                timeline.plan(day - line["done"], partial(_do, community, entry, line, number))
        if "final" in entry:
            timeline.plan(day - entry["final"], partial(_finish, community, entry))


def _meeting(community: Community, entry: content.Entry) -> Meeting:
    return Meeting.objects.get(pk=community.meetings[entry["meeting"]])


def _line(community: Community, entry: content.Entry, number: int) -> Line:
    return Line.objects.select_related("meeting").get(meeting=_meeting(community, entry), number=number)


def _take(community: Community, entry: content.Entry) -> None:
    """All lines, and the period of correction."""
    actor, meeting = community.actor(SECRETARIAT), _meeting(community, entry)
    items = list(AgendaItem.objects.filter(meeting=meeting).order_by("position"))
    for line in entry["line"]:
        speaker = community.actor(line["who"]) if "who" in line else None
        owner = community.person(line["owner"]) if "owner" in line else None
        wording = Wording(
            text=line["text"],
            kind=line.get("kind", "note"),
            item=items[line["item"]],
            language=meeting.language,
            speaker=speaker.user if speaker else None,
            on_behalf_of=speaker.organisation if speaker else None,
            owner=owner,
            due_on=timezone.now().date() + timedelta(days=line["due"]) if "due" in line else None,
        )
        take_line(actor=actor, meeting=meeting, wording=wording)
    period = timedelta(days=entry["final"] - 3 if "final" in entry else CLOSING_PERIOD)
    open_corrections(actor=actor, meeting=meeting, until=timezone.now() + period)


def _correct(community: Community, entry: content.Entry, line: content.Entry, number: int) -> None:
    wish = propose_correction(
        actor=community.actor(line["by"]), line=_line(community, entry, number), text=line["corrected"]
    )
    decide_correction(actor=community.actor(SECRETARIAT), correction=wish, accepted=True)


def _do(community: Community, entry: content.Entry, line: content.Entry, number: int) -> None:
    finish_action(actor=community.actor(line["owner"]), line=_line(community, entry, number), note=line["note"])


def _finish(community: Community, entry: content.Entry) -> None:
    finish_minutes(actor=community.actor(SECRETARIAT), meeting=_meeting(community, entry))


def _ask(community: Community, entry: content.Entry) -> None:
    """A question by somebody who has a seat, liked by others who do."""
    chair, meeting = community.actor(SECRETARIAT), _meeting(community, entry)
    if not Room.objects.filter(meeting=meeting).exists():
        arrange_room(actor=chair, meeting=meeting, round_=None, statement=None, anonymous_allowed=True)
    seats = Registration.objects.filter(meeting=meeting, state__in=SEATED).select_related("user", "on_behalf_of")
    voices = [Actor(seat.user, seat.on_behalf_of) for seat in seats.order_by("pk")]
    asker = voices.pop(entry["by"])
    question = ask_question(actor=asker, meeting=meeting, text=entry["text"], anonymous=entry.get("anonymous", False))
    for fan in voices[: entry["likes"]]:
        like_question(actor=fan, question=question, liked=True)
    if entry["state"] != question.state:
        move_question(actor=chair, question=question, state=QuestionState(entry["state"]))
