"""Minutes under correction, with a hidden line and a wish for a correction; and minutes being taken."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ict4society.foundation.subjects import Ref
from ict4society.meetings.actions.advance import announce_meeting, open_registration, start_meeting
from ict4society.meetings.actions.plan import Plan, draft_meeting
from ict4society.meetings.actions.register import Wishes, register
from ict4society.meetings.models import Meeting
from ict4society.minutes.actions.correct import propose_correction
from ict4society.minutes.actions.stage import open_corrections
from ict4society.minutes.actions.take import Wording, take_line
from ict4society.minutes.models import Line
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.states import DecisionAction
from tests.promises.world import Private, Samples, World

ANSWERS = """
minutes:take                       GET  403 facilitator 200
minutes:take                       POST 403 facilitator 303
minutes:stage                      GET  403 facilitator 200
minutes:stage                      POST 403 facilitator 422
minutes:edit                       GET  403 facilitator 200
minutes:edit                       POST 403 facilitator 303
minutes:strike                     GET  403 facilitator 200
minutes:strike                     POST 403 facilitator 303
minutes:done                       GET  403 author 200 facilitator 200
minutes:done                       POST 403 author 303 facilitator 303
minutes:correct                    GET  403 author 200 facilitator 200
minutes:correct                    POST 403 author 303 facilitator 303
minutes:decide                     GET  404 author 403 facilitator 200
minutes:decide                     POST 404 author 403 facilitator 303
minutes:withdraw                   GET  404 author 200 facilitator 200
minutes:withdraw                   POST 404 author 303 facilitator 403
"""


def make(world: World) -> Samples:
    """The facilitator takes them; the author was there and has an action."""
    shown, running = held(world, "Minutes to correct"), held(world, "Minutes being taken")
    line = _take(world, shown, Wording("Collect the prices.", kind="action", owner=world.people["author"]))
    veiled = _take(world, shown, Wording("Xblanked line"))
    taken = _take(world, running, Wording("Xunfinished line"))
    until = timezone.now() + timedelta(days=9)
    open_corrections(actor=world.actor("facilitator"), meeting=shown, until=until)
    wish = propose_correction(actor=world.actor("author"), line=line, text="Xwished wording")
    decide_subject(
        actor=world.actor("moderator"),
        ref=Ref("minutes.line", veiled.pk),
        action=DecisionAction.HIDE,
        reason="Rude.",
    )
    return Samples(
        ANSWERS,
        parameters={"pk": line.pk},
        routes={
            **{f"minutes:{name}": {"pk": shown.pk} for name in ("minutes", "take", "stage", "pdf", "markdown", "json")},
            "minutes:decide": {"pk": wish.pk},
            "minutes:withdraw": {"pk": wish.pk},
        },
        bodies={
            "minutes:take": {"kind": "note", "text": "One more thing."},
            "minutes:decide": {"decision": "accept"},
            "minutes:correct": {"text": "Collect all prices."},
            "minutes:strike": {"reason": "Said twice."},
        },
        private=[
            _private("a hidden line", "Xblanked", ("facilitator", "moderator", "operator"), veiled),
            _private("a line being taken", "Xunfinished", ("facilitator", "author"), taken),
            Private(
                "a wish for a correction",
                "Xwished",
                ("author", "facilitator"),
                "minutes/corrections/<int:pk>/withdraw/",
                {"pk": wish.pk},
                {"pk": 987654321},
            ),
        ],
        api={"meeting_id": shown.pk, "line_id": line.pk, "correction_id": wish.pk},
    )


def held(world: World, title: str) -> Meeting:
    """A running meeting in which the author has a seat."""
    chair = world.actor("facilitator")
    begins = timezone.now() + timedelta(hours=2)
    plan = Plan(
        title=title, days=[(begins, begins + timedelta(hours=3))], topic=world.area, kind="onsite", city="Ghent"
    )
    meeting = draft_meeting(actor=chair, plan=plan)
    announce_meeting(actor=chair, meeting=meeting)
    open_registration(actor=chair, meeting=meeting)
    register(actor=world.actor("author"), meeting=meeting, wishes=Wishes())
    return start_meeting(actor=chair, meeting=meeting)


def _take(world: World, meeting: Meeting, wording: Wording) -> Line:
    return take_line(actor=world.actor("facilitator"), meeting=meeting, wording=wording)


def _private(what: str, marker: str, seen_by: tuple[str, ...], line: Line) -> Private:
    return Private(
        what,
        marker,
        seen_by,
        "minutes/lines/<int:pk>/",
        {"pk": line.pk},
        {"pk": 987654321},
        ref=Ref("minutes.line", line.pk),
        api="/api/v1/minutes/lines/{line_id}",
    )
